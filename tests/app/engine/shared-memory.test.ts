import { describe, expect, test } from 'vitest';
import { canShareMemory } from '../../../src/app/engine/shared-memory.ts';

class Refused {
  readonly byteLength = 0;
  constructor(_bytes: number) {
    throw new RangeError('shared memory is switched off');
  }
}

// The HTML standard ties shared memory to isolation, but an engine may have one without the other: WebKitGTK 2.50 says
// that the page is isolated and has no SharedArrayBuffer.
describe('memory is shared between threads', () => {
  test('where the page is isolated and the browser has such memory', () => {
    expect(canShareMemory({ crossOriginIsolated: true, SharedArrayBuffer })).toBe(true);
  });

  test.each([
    ['isolated, but without SharedArrayBuffer', { crossOriginIsolated: true }],
    ['isolated, SharedArrayBuffer undefined', { crossOriginIsolated: true, SharedArrayBuffer: undefined }],
    ['isolated, but refused when it is asked for', { crossOriginIsolated: true, SharedArrayBuffer: Refused }],
    ['not isolated', { crossOriginIsolated: false, SharedArrayBuffer }],
    ['a browser too old to say', { SharedArrayBuffer }],
    ['nothing at all', {}],
  ])('not: %s', (_name, scope) => {
    expect(canShareMemory(scope as Parameters<typeof canShareMemory>[0])).toBe(false);
  });
});
