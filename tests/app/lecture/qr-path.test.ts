import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { MOST_QR_CHARACTERS, type QrPath, qrPath } from '../../../src/app/lecture/qr/qr-path.ts';

/** Paints the rectangles of a path and has another program read them. */
function decoded({ side, path }: QrPath, scale = 4): string | undefined {
  const width = side * scale;
  const pixels = new Uint8ClampedArray(4 * width * width).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
      for (let column = Number(x) * scale; column < (Number(x) + Number(length)) * scale; column++) {
        pixels.fill(0, 4 * (row * width + column), 4 * (row * width + column) + 3);
      }
    }
  }
  return jsQR(pixels, width, width)?.data;
}

describe('the QR code of a link', () => {
  test('is read by another program as the link that it was made of', () => {
    const link = 'https://example.org/ct/#lesson=back-projection/blur';
    expect(decoded(qrPath(link))).toBe(link);
  });

  test('is read at the greatest length that is offered', () => {
    const digits = 'eyJ2ZXJzaW9uIjoyLCJzY2FuIjp7InZpZXdzIjoxMn19';
    const link = `https://example.org/#experiment=${digits.repeat(60)}`.slice(0, MOST_QR_CHARACTERS);
    expect(link).toHaveLength(MOST_QR_CHARACTERS);
    expect(decoded(qrPath(link), 3)).toBe(link);
  });

  test('has four light modules around it, and dark ones within', () => {
    const { side, path } = qrPath('https://example.org/');
    const starts = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((found) => found.slice(1).map(Number));
    expect(Math.min(...starts.map(([x]) => x!))).toBe(4);
    expect(Math.min(...starts.map(([, y]) => y!))).toBe(4);
    expect(Math.max(...starts.map(([x, , length]) => x! + length!))).toBe(side - 4);
  });
});
