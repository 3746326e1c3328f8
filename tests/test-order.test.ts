import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LONGEST, longestFirst } from './support/test-order.ts';

describe('the order of test files', () => {
  test('names files that are there', () => {
    expect(LONGEST.filter((name) => !existsSync(fileURLToPath(new URL(name, import.meta.url))))).toEqual([]);
  });

  test('puts the longest first and leaves the others as they are', () => {
    const [longest, next] = LONGEST as [string, string];
    const files = ['/tests/a.test.ts', `/tests/${next}`, '/tests/b.test.ts', `/tests/${longest}`];
    expect(longestFirst(files, (file) => file)).toEqual([
      `/tests/${longest}`,
      `/tests/${next}`,
      '/tests/a.test.ts',
      '/tests/b.test.ts',
    ]);
  });
});
