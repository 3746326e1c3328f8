import { encode } from 'uqr';

/** Phones read no finer pattern from the back of a room: version 25 of the standard or so. */
export const MOST_QR_CHARACTERS = 1800;
/** Of light modules around the pattern, as ISO/IEC 18004 asks for. */
const QUIET_MODULES = 4;

/** A QR code (ISO/IEC 18004) as path data: a unit a module, the quiet zone included. */
export interface QrPath {
  readonly side: number;
  /** Of the dark modules, a rectangle for each run of them in a row. */
  readonly path: string;
}

/** @param text at most {@link MOST_QR_CHARACTERS} characters of an address */
export function qrPath(text: string): QrPath {
  const { size, data } = encode(text, { ecc: 'L', border: QUIET_MODULES });
  const parts: string[] = [];
  data.forEach((row, y) => {
    let x = 0;
    while (x < size) {
      let end = x;
      while (row[end]) end++;
      if (end > x) parts.push(`M${x} ${y}h${end - x}v1h${x - end}z`);
      x = Math.max(end, x + 1);
    }
  });
  return { side: size, path: parts.join('') };
}
