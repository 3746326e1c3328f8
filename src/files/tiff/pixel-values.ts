import { luminance } from '../luminance.ts';
import type { Band } from './bands.ts';
import type { TiffPage } from './page.ts';

const PALETTE_WHITE = 65535;

/**
 * What a file stores for white, so that its pixels are a picture's greys; `null` of signed, floating-point and long numbers,
 * which are values of their own.
 */
export function whiteOf({ numbers, colours }: Pick<TiffPage, 'numbers' | 'colours'>): number | null {
  if (colours.kind === 'palette') return 255;
  return numbers.kind === 'unsigned' && numbers.bits <= 16 ? 2 ** numbers.bits - 1 : null;
}

/** Of a picture its greys, colours as Rec. 709 luminance and what is not opaque laid over black; or else the numbers. */
export function pixelValues({ samples }: Band, page: TiffPage): Float32Array {
  const { colours } = page;
  const white = whiteOf(page) ?? 1;
  const [values, green, blue] = samples as [Float32Array, Float32Array?, Float32Array?];
  if (colours.kind === 'palette') {
    const table = paletteGreys(colours.palette!);
    for (let i = 0; i < values.length; i++) values[i] = table[values[i]!]!;
  } else if (colours.kind === 'red-green-blue') {
    for (let i = 0; i < values.length; i++) values[i] = luminance(values[i]!, green![i]!, blue![i]!) / white;
  } else if (white !== 1) {
    for (let i = 0; i < values.length; i++) values[i] = values[i]! / white;
  }
  if (colours.opacity !== null && whiteOf(page) !== null) {
    const opacity = samples[colours.opacity]!;
    const opaque = 2 ** page.numbers.bits - 1;
    for (let i = 0; i < values.length; i++) values[i] = (values[i]! * opacity[i]!) / opaque;
  }
  return values;
}

function paletteGreys(palette: readonly number[]): Float64Array {
  const count = palette.length / 3;
  return Float64Array.from(
    { length: count },
    (_, i) => luminance(palette[i]!, palette[count + i]!, palette[2 * count + i]!) / PALETTE_WHITE,
  );
}
