import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The part of Vitest's JSON report that is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** How a run of tests went. */
export interface TestOutcome {
  readonly passed: number;
  /** The names of the tests that failed, by file. */
  readonly failed: ReadonlyMap<string, readonly string[]>;
  /** Why nothing can be said of it: it does not compile, or a file of tests did not load; `null` otherwise. */
  readonly broken: string | null;
  /** Whether it had to be ended. */
  readonly hung: boolean;
}

/** Who notices need not be counted to the last. */
const MOST_FAILURES = 5;
/** Longer than any of the tests takes on a busy machine; a fault may make a loop without an end. */
const LONGEST_MS = 300_000;

/** What a fault says that is no fault of the program but of its text. */
const NOT_COMPILED =
  /Error while parsing WGSL|AssemblyScript:|Transform failed|SyntaxError|TypeError: .* is not a function/;

/**
 * Runs files of tests, or those of their tests that have a word in their names, in a copy of the project.
 *
 * @param keepsModules whether modules are taken as they were made before, but for the one that was changed; not where it
 *   is part of another, as shaders and what is compiled to WebAssembly are
 */
export async function runTests(
  folder: string,
  files: readonly string[],
  keepsModules: boolean,
  only?: string,
): Promise<TestOutcome> {
  const reportPath = join(folder, 'mutant-report.json');
  rmSync(reportPath, { force: true });
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
  const options = [
    '--reporter=json',
    `--outputFile=${reportPath}`,
    `--bail=${MOST_FAILURES}`,
    ...(only ? ['-t', only] : []),
    ...(keepsModules
      ? ['--experimental.fsModuleCache=true', `--experimental.fsModuleCachePath=${join(folder, 'kept-modules')}`]
      : []),
  ];
  // A group of its own, so that ending it ends its workers.
  const child = spawn(process.execPath, [vitest, 'run', ...files, ...options], {
    cwd: folder,
    stdio: 'ignore',
    detached: true,
  });
  let hung = false;
  const end = () => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  const timer = setTimeout(() => {
    hung = true;
    end();
  }, LONGEST_MS);
  process.once('exit', end);
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  process.off('exit', end);
  clearTimeout(timer);
  if (hung) return { passed: 0, failed: new Map(), broken: null, hung };
  return outcomeOf(JSON.parse(readFileSync(reportPath, 'utf8')) as Report, folder);
}

function outcomeOf({ testResults }: Report, folder: string): TestOutcome {
  const failed = new Map<string, string[]>();
  let passed = 0;
  let broken: string | null = null;
  for (const { name, status, message, assertionResults } of testResults) {
    const ofFile = assertionResults.filter((result) => result.status === 'failed');
    passed += assertionResults.filter((result) => result.status === 'passed').length;
    if (ofFile.length > 0)
      failed.set(
        name.replace(`${folder}/`, ''),
        ofFile.map(({ fullName }) => fullName),
      );
    const messages = [message, ...ofFile.flatMap(({ failureMessages }) => failureMessages)];
    broken ??= messages.find((text) => NOT_COMPILED.test(text)) ?? null;
    if (status === 'failed' && ofFile.length === 0) broken ??= message || `${name} did not load`;
  }
  if (passed === 0 && failed.size === 0) broken ??= 'no test was run';
  return { passed, failed, broken, hung: false };
}
