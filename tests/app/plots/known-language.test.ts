import { describe, expect, test } from 'vitest';
import { knownLanguage } from '../../../src/app/plots/known-language.ts';

describe('the language of number formats', () => {
  test.each([
    ['de-AT', 'de-AT'],
    ['en-US@posix', 'en-US'],
    ['en_GB', 'en-GB'],
    ['ca-ES@valencia', 'ca-ES'],
    ['C', 'en'],
    ['', 'en'],
  ])('of a browser that says %j is %s', (said, known) => {
    expect(knownLanguage(said)).toBe(known);
    expect(() => new Intl.NumberFormat(knownLanguage(said))).not.toThrow();
  });
});
