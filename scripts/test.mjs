// `npm test`: every tier, or what the arguments select (they go to vitest as they are), and at the very end one plain
// line with the count.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runToItsEnd } from './child-process.mjs';
import { count, passedLater, triedAgain, withSecond } from './test-report.mjs';

const require = createRequire(import.meta.url);
const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
const reportFolder = await mkdtemp(join(tmpdir(), 'ct-sandbox-report-'));

/**
 * @param {string} name of the report
 * @param {string[]} given to vitest
 */
async function run(name, given) {
  const path = join(reportFolder, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const exitCode = await runToItsEnd(process.execPath, [vitest, 'run', ...reporters, ...given]);
  /** @type {import('./test-report.mjs').Report} */
  const nothingRan = { testResults: [] };
  return { exitCode, report: await readFile(path, 'utf8').then(JSON.parse, () => nothingRan) };
}

try {
  let { exitCode, report } = await run('first', process.argv.slice(2));
  // What drives a browser runs by the clock of a machine that does other things too.
  const again = triedAgain(report);
  if (again.length > 0) {
    process.stdout.write(`\nOnce more, with nothing beside: ${again.join(', ')}\n`);
    const second = await run('second', ['--project', 'e2e', '--maxWorkers=1', ...again]);
    for (const line of passedLater(report, second.report)) process.stdout.write(`FAILED FIRST, THEN PASSED: ${line}\n`);
    exitCode = second.exitCode;
    report = withSecond(report, second.report);
  }
  const counted = count(report);
  if (counted.passed + counted.failed === 0) {
    console.error('No test was executed.');
    exitCode ||= 1;
  }
  // An error outside any test (an unhandled rejection, a global setup) shows in the exit code alone.
  if (exitCode !== 0) counted.failed ||= 1;
  if (counted.failed > 0) exitCode ||= 1;

  const skippedPart = counted.skipped > 0 ? `, ${counted.skipped} skipped` : '';
  process.stdout.write(`${counted.passed} passed, ${counted.failed} failed${skippedPart}\n`);
  process.exitCode = exitCode;
} finally {
  await rm(reportFolder, { recursive: true, force: true });
}
