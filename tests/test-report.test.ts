// Which test files are run once more, and what is counted and said then.

import { describe, expect, test } from 'vitest';
import { count, passedLater, type Report, triedAgain, withSecond } from '../scripts/test-report.mjs';

type Statuses = Readonly<Record<string, 'passed' | 'failed' | 'pending'>>;

function file(name: string, tests: Statuses, status?: string) {
  const assertionResults = Object.entries(tests).map(([fullName, its]) => ({
    fullName,
    status: its,
    failureMessages: its === 'failed' ? [`${fullName} is wrong\nat line 3`] : [],
  }));
  const failed = Object.values(tests).includes('failed');
  return { name, status: status ?? (failed ? 'failed' : 'passed'), assertionResults };
}

const report = (...testResults: ReturnType<typeof file>[]): Report => ({ testResults });

const good = file('/home/tests/geometry/fan.test.ts', { one: 'passed', two: 'pending' });
const page = file('/home/tests/e2e/panes.e2e.ts', { shows: 'failed', zooms: 'passed' });

describe('a run of tests', () => {
  test('counts tests, and a file that did not load as one failure', () => {
    expect(count(report(good, page))).toEqual({ passed: 2, failed: 1, skipped: 1 });
    expect(count(report(file('/home/tests/a.test.ts', {}, 'failed')))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test('tries a few files of browsers again, and nothing where anything else has failed', () => {
    expect(triedAgain(report(good))).toEqual([]);
    expect(triedAgain(report(good, page))).toEqual([page.name]);
    expect(triedAgain(report(page, file('/home/tests/a.gpu.test.ts', { sums: 'failed' })))).toEqual([]);
    const many = [1, 2, 3, 4].map((i) => file(`/home/tests/e2e/${i}.e2e.ts`, { shows: 'failed' }));
    expect(triedAgain(report(...many))).toEqual([]);
  });

  test('that failed twice has failed; that passed then is named with what was wrong', () => {
    const first = report(good, page);
    const still = report(file(page.name, { shows: 'failed', zooms: 'passed' }));
    expect(count(withSecond(first, still)).failed).toBe(1);
    expect(passedLater(first, still)).toEqual([]);
    const well = report(file(page.name, { shows: 'passed', zooms: 'passed' }));
    expect(count(withSecond(first, well))).toEqual({ passed: 3, failed: 0, skipped: 1 });
    expect(passedLater(first, well)).toEqual(['shows: shows is wrong']);
  });

  test('whose second try did not even start has failed', () => {
    expect(count(withSecond(report(good, page), report())).failed).toBe(1);
  });
});
