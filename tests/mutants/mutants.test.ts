// That they are noticed is a matter of `npm run mutants`, which takes minutes; that they can be planted is one of every day.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Mutant, planted } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { PROJECT } from './scratch-copy.ts';

describe('the mutants', () => {
  test('have names of their own', () => {
    const names = MUTANTS.map(({ name, file }) => `${file}: ${name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(40);
  });

  test('can be planted where they say, and are tried on tests that there are', () => {
    const wrong = MUTANTS.flatMap((mutant) => {
      const missing = [mutant.file, ...mutant.tests].filter((path) => !existsSync(join(PROJECT, path)));
      if (missing.length > 0) return [`mutant "${mutant.name}": there is no ${missing.join(', nor ')}`];
      try {
        const source = readFileSync(join(PROJECT, mutant.file), 'utf8');
        return planted(mutant, source) === source ? [`mutant "${mutant.name}" changes nothing`] : [];
      } catch (error) {
        return [(error as Error).message];
      }
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ['not there', 'let c', 'stands 0 times in a.ts'],
    ['there twice', 'let', 'stands 2 times in a.ts'],
  ])('are refused where their text is %s', (_, text, why) => {
    const mutant: Mutant = { name: 'some', file: 'a.ts', text, replacement: 'const', tests: [] };
    expect(() => planted(mutant, 'let a; let b;')).toThrow(`mutant "some": its text ${why}`);
  });
});
