// What vitest's JSON report says, read for `npm test`.

import { sep } from 'node:path';

/**
 * The part of the report that is read here.
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} TestReport
 * @typedef {{ name: string, status: string, assertionResults: TestReport[] }} FileReport
 * @typedef {{ testResults: FileReport[] }} Report
 */

/** More files of browsers than this failing at once is no accident of one moment. */
const MOST_TRIED_AGAIN = 3;

const ofBrowsers = `${sep}tests${sep}e2e${sep}`;

/**
 * A file that failed without any failed test in it (it did not load, or a hook threw) counts as one failure.
 *
 * @param {Report} report
 */
export function count(report) {
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

/**
 * The files to be tried once more: those that drive a browser, where nothing else has failed and they are few.
 *
 * @param {Report} report
 * @returns {string[]} their paths
 */
export function triedAgain(report) {
  const failed = report.testResults.filter((file) => count({ testResults: [file] }).failed > 0);
  const isAccident = failed.length <= MOST_TRIED_AGAIN && failed.every(({ name }) => name.includes(ofBrowsers));
  return isAccident ? failed.map(({ name }) => name) : [];
}

/**
 * The first report with what a second one says of the files that were run again.
 *
 * @param {Report} first
 * @param {Report} second
 * @returns {Report}
 */
export function withSecond(first, second) {
  const again = new Map(second.testResults.map((file) => [file.name, file]));
  return { testResults: first.testResults.map((file) => again.get(file.name) ?? file) };
}

/**
 * A line for each test that failed and then passed: somebody has to find out why.
 *
 * @param {Report} first
 * @param {Report} second
 * @returns {string[]}
 */
export function passedLater(first, second) {
  const now = new Map(second.testResults.map((file) => [file.name, file]));
  return first.testResults.flatMap((file) => {
    const later = now.get(file.name);
    if (!later) return [];
    return file.assertionResults
      .filter(({ status }) => status === 'failed')
      .filter(({ fullName }) =>
        later.assertionResults.some((test) => test.fullName === fullName && test.status === 'passed'),
      )
      .map(({ fullName, failureMessages = [] }) => `${fullName}: ${failureMessages[0]?.split('\n')[0] ?? ''}`);
  });
}
