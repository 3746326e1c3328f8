import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { decodeScreenshot, unfiltered } from './e2e/support/screenshot-png.ts';
import { seededRandom } from './support/random.ts';

const WIDTH = 7;
const HEIGHT = 5;

function randomBytes(count: number): Uint8Array {
  const random = seededRandom(3);
  return Uint8Array.from({ length: count }, () => Math.floor(256 * random()));
}

describe('a screenshot', () => {
  test.each([3, 4])('of %i channels is what a library has written', (channels) => {
    const pixels = randomBytes(WIDTH * HEIGHT * channels);
    const png = encode({ width: WIDTH, height: HEIGHT, channels, depth: 8, data: pixels });
    const expected = Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
      const [red, green, blue, alpha = 255] = pixels.subarray(i * channels, (i + 1) * channels);
      return [red, green, blue, alpha];
    }).flat();
    const { width, height, data } = decodeScreenshot(png);
    expect([width, height]).toEqual([WIDTH, HEIGHT]);
    expect([...data]).toEqual(expected);
  });

  test('of another kind is refused', () => {
    const data = randomBytes(WIDTH * HEIGHT);
    expect(() => decodeScreenshot(encode({ width: WIDTH, height: HEIGHT, channels: 1, depth: 8, data }))).toThrow(
      'A screenshot of colour type 0 with 8 bits',
    );
  });

  // ISO/IEC 15948, 9.2, of lines of two pixels of one channel after a line of 10 and 40, by hand.
  test.each([
    ['none', 0, [1, 2], [1, 2]],
    ['sub: the pixel to the left', 1, [1, 2], [1, 3]],
    ['up: the pixel above', 2, [1, 2], [11, 42]],
    ['average of both, rounded down', 3, [1, 2], [6, 25]],
    // 1: of 0, 10 and 0 the nearest to 10 is 10. 2: of 11, 40 and 10 the nearest to 41 is 40.
    ['Paeth', 4, [1, 2], [11, 42]],
    // 1: 10 again, 250 + 10 in a byte is 4. 2: of 4, 40 and 10 the nearest to 34 is 40.
    ['Paeth, beyond a byte', 4, [250, 2], [4, 42]],
  ])('%s', (_, filter, line, expected) => {
    expect([...unfiltered(Uint8Array.of(0, 10, 40, filter, ...line), 2, 2, 1)]).toEqual([10, 40, ...expected]);
  });
});
