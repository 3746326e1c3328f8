import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflatePieces } from '../../src/files/inflate.ts';

describe.each([
  ['zlib', deflateSync],
  ['raw', deflateRawSync],
] as const)('inflatePieces of %s data', (format, compress) => {
  it('gives back what was compressed', () => {
    const data = Uint8Array.from({ length: 100_000 }, (_, index) => (index * index) >> 8);
    for (const level of [0, 1, 9]) {
      const pieces = [...inflatePieces(compress(data, { level }), format)];
      expect(Buffer.compare(Buffer.concat(pieces), data)).toBe(0);
    }
  });

  it('comes in pieces of bounded size, however much is in the data', () => {
    const bomb = compress(new Uint8Array(30_000_000));
    const pieces = inflatePieces(bomb, format);
    for (let piece = 0; piece < 3; piece++) {
      expect(pieces.next().value?.length).toBeLessThan(9_000_000);
    }
  });

  it('throws where the data is cut short or is none', () => {
    const data = compress(new Uint8Array(1000).map((_, index) => index * index));
    expect(() => [...inflatePieces(data.subarray(0, data.length >> 1), format)]).toThrow();
    expect(() => [...inflatePieces(new Uint8Array(50).fill(0xff), format)]).toThrow();
  });
});
