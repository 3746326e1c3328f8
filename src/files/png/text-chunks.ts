import { crc32 } from '../crc32.ts';

/** What a PNG file says of itself: a keyword of the PNG specification (§ 11.3.3.1) or one's own, and a text. */
export type PngText = readonly [keyword: string, text: string];

const SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const CHUNK_FRAME_BYTES = 12;
const HEADER_BYTES = 13;

/** Signs that Latin-1 lacks and has a plain sign for. */
const PLAIN_SIGNS: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '−': '-',
  '’': "'",
  '“': '"',
  '”': '"',
  '…': '...',
};

/**
 * The same PNG file with texts in it, right after its header: as tEXt, which every reader knows, where Latin-1 has all
 * the signs or plain ones for them, and as iTXt (UTF-8) elsewhere. The pixels stay as they are.
 *
 * @param png a whole PNG file
 * @param texts keywords of 1 to 79 signs of Latin-1
 */
export function withPngTexts(png: Uint8Array, texts: readonly PngText[]): Uint8Array<ArrayBuffer> {
  const place = SIGNATURE_BYTES + CHUNK_FRAME_BYTES + HEADER_BYTES;
  const chunks = texts.map(textChunk);
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, png.length);
  const file = new Uint8Array(length);
  file.set(png.subarray(0, place));
  let at = place;
  for (const chunk of chunks) {
    file.set(chunk, at);
    at += chunk.length;
  }
  file.set(png.subarray(place), at);
  return file;
}

function textChunk([keyword, text]: PngText): Uint8Array {
  const plain = text.replace(/[–—−’“”…]/g, (sign) => PLAIN_SIGNS[sign]!);
  const latin1 = latin1Bytes(plain);
  const name = latin1Bytes(keyword)!;
  if (latin1) return chunkOf('tEXt', [...name, 0, ...latin1]);
  // No compression, no language, no translated keyword.
  return chunkOf('iTXt', [...name, 0, 0, 0, 0, 0, ...new TextEncoder().encode(text)]);
}

/** `null` where a sign is not of Latin-1, or is a control character. */
function latin1Bytes(text: string): number[] | null {
  const codes = Array.from(text, (sign) => sign.codePointAt(0)!);
  return codes.every((code) => code === 10 || (code >= 32 && code <= 126) || (code >= 161 && code <= 255))
    ? codes
    : null;
}

function chunkOf(type: string, content: readonly number[]): Uint8Array {
  const chunk = new Uint8Array(content.length + CHUNK_FRAME_BYTES);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, content.length);
  for (let letter = 0; letter < 4; letter++) chunk[4 + letter] = type.charCodeAt(letter);
  chunk.set(content, 8);
  view.setUint32(chunk.length - 4, crc32(chunk, 4, chunk.length - 4));
  return chunk;
}
