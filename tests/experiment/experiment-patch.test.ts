import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchBetween, patched } from '../../src/experiment/experiment-patch.ts';

/** The examples of RFC 7386, appendix A, as far as objects go. */
test.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j patched with %j is %j', (json, patch, result) => {
  expect(patched(json, patch)).toEqual(result);
});

/** JSON without `null`, which a merge patch cannot say. */
const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ maxLength: 3 }),
    fc.integer({ min: 0, max: 3 }),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

test('the patch between two values leads from one to the other, and holds nothing where there is nothing to do', () => {
  fc.assert(
    fc.property(json, json, (from, to) => {
      expect(patched(from, patchBetween(from, to))).toEqual(to);
      const isObject = typeof to === 'object' && !Array.isArray(to);
      if (isObject) expect(patchBetween(to, structuredClone(to))).toEqual({});
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('it says no more than what differs, whatever the order of keys', () => {
  const from = { a: 1, b: { c: 2, d: [3, 4], e: 5 }, f: 6 };
  expect(patchBetween(from, { f: 6, b: { e: 7, d: [3, 4], c: 2 }, g: 8 })).toEqual({ a: null, b: { e: 7 }, g: 8 });
  // A key without a value is none in JSON.
  expect(patchBetween({ a: undefined, b: 1 }, { c: undefined })).toEqual({ b: null });
});
