// npm run mutants -- [--list] [NAME…]: plants faults in a copy of the project, one at a time, and says which tests notice.
// A NAME is a part of a mutant's name or of its file's. Ends with 1 where one survives that does not say why it may.

import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { runTests, type TestOutcome } from './run-tests.ts';
import { ScratchCopy } from './scratch-copy.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** How many names of tests are said of one mutant. */
const MOST_NAMES = 3;

function verdict(mutant: Mutant, { passed, failed, broken, hung }: TestOutcome): [isRight: boolean, says: string] {
  if (hung) return [!mutant.equivalent, 'noticed: the tests come to no end'];
  if (broken) return [false, `says nothing: ${broken.split('\n', 1)[0]}`];
  const names = [...failed].flatMap(([file, tests]) => tests.map((test) => `${file}: ${test}`));
  if (names.length > 0) {
    const more = names.length > MOST_NAMES ? `\n      and ${names.length - MOST_NAMES} more` : '';
    const noticed = `noticed by ${names.length} of ${names.length + passed} tests\n      ${names.slice(0, MOST_NAMES).join('\n      ')}${more}`;
    return mutant.equivalent ? [false, `is said to do the same, yet ${noticed}`] : [true, noticed];
  }
  return mutant.equivalent
    ? [true, `survives, and does the same: ${mutant.equivalent}`]
    : [false, `SURVIVES ${passed} tests`];
}

/** Whether the file is a module of its own, and not a part of another that is made of several. */
function isOfItsOwn({ file }: Mutant): boolean {
  return file.endsWith('.ts') && !file.includes('/wasm/');
}

/** What fails without a fault notices none. */
async function mustPass(copy: ScratchCopy, chosen: readonly Mutant[]): Promise<void> {
  const whole = new Set(chosen.filter(({ only }) => !only).flatMap(({ tests }) => tests));
  const parts = chosen.filter(({ only, tests }) => only && tests.some((file) => !whole.has(file)));
  const inPart = new Set(parts.flatMap(({ tests }) => tests).filter((file) => !whole.has(file)));
  const only = [...new Set(parts.map((mutant) => `(${mutant.only})`))].join('|');
  say(`${whole.size + inPart.size} files of tests without a fault …`);
  for (const [files, words] of [[whole, undefined] as const, [inPart, only] as const]) {
    if (files.size === 0) continue;
    const { broken, hung, failed } = await runTests(copy.folder, [...files], false, words);
    const why = hung ? 'they come to no end' : (broken ?? [...failed.values()].flat().join('; '));
    if (why) throw new Error(`the tests fail without any fault: ${why}`);
  }
}

async function main(words: readonly string[]): Promise<boolean> {
  const names = words.filter((word) => word !== '--list');
  const chosen = MUTANTS.filter(
    ({ name, file }) => names.length === 0 || names.some((word) => name.includes(word) || file.includes(word)),
  );
  if (chosen.length === 0) throw new Error(`no mutant has ${names.join(' or ')} in its name or in its file's`);
  if (words.includes('--list')) {
    for (const { file, name } of chosen) say(`${file}: ${name}`);
    return true;
  }
  const copy = new ScratchCopy();
  process.once('exit', () => copy.remove());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  try {
    for (const mutant of chosen) copy.check(mutant);
    await mustPass(copy, chosen);
    let wrong = 0;
    for (const mutant of chosen) {
      const start = performance.now();
      const outcome = await copy.withFault(mutant, () =>
        runTests(copy.folder, mutant.tests, isOfItsOwn(mutant), mutant.only),
      );
      const [isRight, says] = verdict(mutant, outcome);
      if (!isRight) wrong++;
      const seconds = ((performance.now() - start) / 1000).toFixed(0);
      say(`${isRight ? '✓' : '✗'} ${mutant.file}: ${mutant.name} (${seconds} s)\n    ${says}`);
    }
    say(`${chosen.length - wrong} of ${chosen.length} as they should be${wrong > 0 ? `, ${wrong} not` : ''}`);
    return wrong === 0;
  } finally {
    copy.remove();
  }
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
