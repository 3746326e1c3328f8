import type { Results } from './run-in-session.ts';

/** The names of the results that are not the same in every bit. */
export function differing(found: Results, expected: Results): string[] {
  return Object.keys(expected).filter((key) => {
    const name = key as keyof Results;
    return !sameBits(found[name], expected[name]);
  });
}

function sameBits(a: unknown, b: unknown): boolean {
  if (!(a instanceof Float32Array) || !(b instanceof Float32Array)) return JSON.stringify(a) === JSON.stringify(b);
  const bytes = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return a.length === b.length && Buffer.compare(bytes(a), bytes(b)) === 0;
}
