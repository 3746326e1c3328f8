import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { InputError } from '../errors.ts';
import { fromBase64Url, toBase64Url } from '../experiment/base64-url.ts';
import { MAX_LINK_CHARACTERS } from '../experiment/link.ts';
import type { Lecture } from './lecture.ts';
import { lectureJson, parseLecture } from './lecture-schema.ts';

const BEGIN = '#lecture=';
const LINK = 'This link';
/** A link's digits may be little that becomes much. */
const MOST_BYTES = 16 * 2 ** 20;

export function isLectureHash(hash: string): boolean {
  return hash.startsWith(BEGIN);
}

/**
 * A lecture as the part of an address from `#` on: its JSON, compressed (DEFLATE, RFC 1951), as base64 with the
 * address-safe alphabet.
 *
 * @throws InputError where no address can hold it
 */
export function lectureHash(lecture: Lecture): string {
  const bytes = deflateSync(strToU8(JSON.stringify(lectureJson(lecture))), { level: 9 });
  const hash = BEGIN + toBase64Url(bytes);
  if (hash.length > MAX_LINK_CHARACTERS) {
    throw new InputError('This lecture is too long for a link; save it as a file instead');
  }
  return hash;
}

/** @throws InputError where the link is damaged, or holds no lecture */
export function lectureFromHash(hash: string): Lecture {
  const [digits] = /^[\w-]*/.exec(hash.slice(BEGIN.length))!;
  if (digits.length > MAX_LINK_CHARACTERS) throw new InputError('This link is too long to hold a lecture');
  return parseLecture(jsonOf(digits), LINK);
}

function jsonOf(digits: string): unknown {
  try {
    return JSON.parse(strFromU8(inflated(fromBase64Url(digits))));
  } catch {
    throw new InputError('This link is damaged: part of it was lost or changed on the way');
  }
}

/** Never more than there may be, whatever the digits say. */
function inflated(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const inflate = new Inflate((piece, isLast) => {
    length += piece.length;
    if (length > MOST_BYTES) throw new Error('too long');
    pieces.push(piece);
    isWhole ||= isLast;
  });
  for (let at = 0; at < bytes.length; at += 4096) {
    inflate.push(bytes.subarray(at, at + 4096), at + 4096 >= bytes.length);
  }
  if (!isWhole) throw new Error('cut short');
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
