// `npm test`: every tier, or what the arguments select (they go to vitest as they are), and at the very end one plain
// line with the count.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runToItsEnd } from './child-process.mjs';

/**
 * The part of vitest's JSON report that is read here.
 * @typedef {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} Report
 */

/**
 * A file that failed without any failed test in it (it did not load, or a hook threw) counts as one failure.
 *
 * @param {Report} report
 */
function count(report) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const file of report.testResults) {
    let failedHere = 0;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') passed++;
      else if (status === 'failed') failedHere++;
      else skipped++;
    }
    failed += file.status === 'failed' ? Math.max(failedHere, 1) : failedHere;
  }
  return { passed, failed, skipped };
}

const require = createRequire(import.meta.url);
const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
const reportFolder = await mkdtemp(join(tmpdir(), 'ct-sandbox-report-'));
try {
  const reportPath = join(reportFolder, 'report.json');
  let exitCode = await runToItsEnd(process.execPath, [
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportPath}`,
    ...process.argv.slice(2),
  ]);

  /** @type {Report} */
  const nothingRan = { testResults: [] };
  const report = await readFile(reportPath, 'utf8').then(JSON.parse, () => nothingRan);
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
