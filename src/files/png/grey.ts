import { InputError } from '../../errors.ts';
import { luminance } from '../luminance.ts';
import { PALETTE, type PngHeader } from './header.ts';
import type { LinePlace } from './scanlines.ts';

/** What is made of a pixel: its grey laid over black, or its opacity. */
export type Made = 'grey' | 'alpha';

/** What the chunks before the pixels say of their colours, and what is to be made of them. */
export interface PngColours {
  /** Three bytes for each colour. */
  readonly palette: Uint8Array;
  /** An alpha for each colour of a palette, or the one colour that stands for transparency. */
  readonly transparency: Uint8Array | null;
  readonly made: Made;
}

/**
 * Makes grey values of lines: colours become Rec. 709 luminance, transparent pixels are laid over black, and stored
 * values are divided by white.
 *
 * @param values rows × columns, written to line by line
 * @throws InputError (when a line is given) where a pixel has a colour that the palette lacks
 */
export function greyWriter(
  header: PngHeader,
  colours: PngColours,
  values: Float32Array,
  name: string,
): (line: Uint8Array, place: LinePlace) => void {
  const { columns: width, depth } = header;
  const samples = depth < 8 ? new Uint8Array(width) : null;
  const write =
    header.colourType === PALETTE ? paletteWriter(colours, values, name) : sampleWriter(header, colours, values);
  return (line, place) => {
    if (samples) unpack(line, samples, place.columns, depth);
    write(samples ?? line, place, place.row * width + place.firstColumn);
  };
}

type Writer = (samples: Uint8Array, place: LinePlace, start: number) => void;

function paletteWriter({ palette, transparency, made }: PngColours, values: Float32Array, name: string): Writer {
  const table = Float64Array.from({ length: palette.length / 3 }, (_, colour) => {
    const [red, green, blue] = palette.subarray(3 * colour) as unknown as [number, number, number];
    return (made === 'alpha' ? 1 : luminance(red, green, blue) / 255) * ((transparency?.[colour] ?? 255) / 255);
  });
  return (samples, { columns, columnStep }, start) => {
    for (let pixel = 0; pixel < columns; pixel++) {
      const colour = samples[pixel]!;
      if (colour >= table.length) {
        throw new InputError(`${name}: a pixel has colour ${colour}, but the palette has only ${table.length} colours`);
      }
      values[start + pixel * columnStep] = table[colour]!;
    }
  };
}

function sampleWriter(
  { channels, depth }: PngHeader,
  { transparency, made }: PngColours,
  values: Float32Array,
): Writer {
  const white = 2 ** depth - 1;
  const isGrey = channels < 3;
  const hasAlpha = channels === 2 || channels === 4;
  const sampleAt =
    depth === 16
      ? (samples: Uint8Array, index: number) => samples[2 * index]! * 256 + samples[2 * index + 1]!
      : (samples: Uint8Array, index: number) => samples[index]!;
  // Two bytes for each of its samples, of which those of the picture have the lowest bits.
  const transparent =
    transparency &&
    Array.from(
      { length: transparency.length / 2 },
      (_, i) => (256 * transparency[2 * i]! + transparency[2 * i + 1]!) & white,
    );
  return (samples, { columns, columnStep }, start) => {
    for (let pixel = 0; pixel < columns; pixel++) {
      const at = pixel * channels;
      const first = sampleAt(samples, at);
      let brightness = first;
      let isTransparent = transparent !== null && first === transparent[0];
      if (!isGrey) {
        const green = sampleAt(samples, at + 1);
        const blue = sampleAt(samples, at + 2);
        brightness = luminance(first, green, blue);
        isTransparent &&= green === transparent![1] && blue === transparent![2];
      }
      const alpha = isTransparent ? 0 : hasAlpha ? sampleAt(samples, at + channels - 1) / white : 1;
      values[start + pixel * columnStep] = made === 'alpha' ? alpha : (brightness / white) * alpha;
    }
  };
}

/** One sample per element from samples of 1, 2 or 4 bits, the first in the highest bits. */
function unpack(packed: Uint8Array, samples: Uint8Array, count: number, depth: number): void {
  const mask = 2 ** depth - 1;
  for (let index = 0; index < count; index++) {
    const bit = index * depth;
    samples[index] = (packed[bit >> 3]! >> (8 - depth - (bit & 7))) & mask;
  }
}
