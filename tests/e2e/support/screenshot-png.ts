// Pictures as Chromium writes them: PNG (ISO/IEC 15948) of 8 bits and three or four channels, not interlaced. The tests
// look at hundreds of pictures of half a million pixels, and zlib in C with a loop for these alone takes a quarter of the
// time of a decoder in JavaScript for all there may be.

import { inflateSync } from 'node:zlib';

export interface Screenshot {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row from the top left. */
  readonly data: Uint8Array;
}

/** @throws Error where the bytes are of another kind of PNG */
export function decodeScreenshot(bytes: Uint8Array): Screenshot {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Buffer[] = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const content = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'IHDR') {
      [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
      const [depth, colour, , , interlaced] = content.subarray(8);
      channels = { 2: 3, 6: 4 }[colour!] ?? 0;
      if (depth !== 8 || channels === 0 || interlaced !== 0)
        throw new Error(`A screenshot of colour type ${colour} with ${depth} bits, interlaced: ${interlaced}.`);
    }
    if (type === 'IDAT') parts.push(content);
  }
  const rows = unfiltered(inflateSync(Buffer.concat(parts)), height, width * channels, channels);
  if (channels === 4) return { width, height, data: rows };
  const data = new Uint8Array(width * height * 4);
  for (let from = 0, to = 0; from < rows.length; from += 3, to += 4) {
    data[to] = rows[from]!;
    data[to + 1] = rows[from + 1]!;
    data[to + 2] = rows[from + 2]!;
    data[to + 3] = 255;
  }
  return { width, height, data };
}

/** Lines that each begin with the number of their filter (clause 9.2), as they were before these were applied. */
export function unfiltered(lines: Uint8Array, height: number, rowBytes: number, channels: number): Uint8Array {
  const out = new Uint8Array(height * rowBytes);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (rowBytes + 1)]!;
    const from = y * (rowBytes + 1) + 1;
    const to = y * rowBytes;
    if (filter > 4) throw new Error(`A line of a PNG with filter ${filter}.`);
    for (let i = 0; i < rowBytes; i++) {
      const left = i >= channels ? out[to + i - channels]! : 0;
      const up = y > 0 ? out[to + i - rowBytes]! : 0;
      let predicted = 0;
      if (filter === 1) predicted = left;
      else if (filter === 2) predicted = up;
      else if (filter === 3) predicted = (left + up) >> 1;
      else if (filter === 4)
        predicted = paeth(left, up, i >= channels && y > 0 ? out[to + i - rowBytes - channels]! : 0);
      out[to + i] = lines[from + i]! + predicted;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
