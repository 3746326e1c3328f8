import { letters, matches } from '../signature.ts';

const GZIP = letters('\x1f\x8b');
/** NIfTI-1 has its mark behind the header, NIfTI-2 behind the header's length. */
const IN_ONE_PIECE = [letters('n+1\0', 344), letters('n+2\0', 4)];
/** Headers whose voxels are in another file. */
const IN_TWO = [letters('ni1\0', 344), letters('ni2\0', 4)];

export function isNifti(head: Uint8Array): boolean {
  return isNiftiInOnePiece(head) || isHeaderAlone(head);
}

/** Whether voxels come after the header. */
export function isNiftiInOnePiece(head: Uint8Array): boolean {
  return IN_ONE_PIECE.some((mark) => matches(head, mark));
}

/** Whether voxels are in another file: of a NIfTI header, and of one of Analyze 7.5, which has no mark. */
export function isHeaderAlone(head: Uint8Array): boolean {
  return IN_TWO.some((mark) => matches(head, mark)) || analyzeOrder(head) !== null;
}

/** Analyze 7.5: the length of a header, what is said of every one, and how many axes there are. */
const ANALYZE = { bytes: 348, extents: 16384, regular: 0x72 };
/** By the code of a voxel's type. */
const ANALYZE_BITS: Readonly<Record<number, number>> = { 2: 8, 4: 16, 8: 32, 16: 32, 32: 64, 64: 64 };
/** Of a header that was padded. */
const MOST_ANALYZE_BYTES = 1024;

/** Whether a header of Analyze 7.5 has the lowest byte first; `null` of what is none. */
export function analyzeOrder(head: Uint8Array): 'little' | 'big' | null {
  if (head.length < ANALYZE.bytes || head.length > MOST_ANALYZE_BYTES) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (const order of ['little', 'big'] as const) {
    const isLittle = order === 'little';
    const axes = view.getInt16(40, isLittle);
    const isMarked = view.getInt32(32, isLittle) === ANALYZE.extents || head[38] === ANALYZE.regular;
    // Some programs write neither mark, and all say twice how many bits a voxel has.
    const isSure = isMarked || ANALYZE_BITS[view.getInt16(70, isLittle)] === view.getInt16(72, isLittle);
    const isOne = view.getInt32(0, isLittle) === ANALYZE.bytes && isSure && axes >= 1 && axes <= 7;
    if (isOne && ![...IN_ONE_PIECE, ...IN_TWO].some((mark) => matches(head, mark))) return order;
  }
  return null;
}

export function isGzip(head: Uint8Array): boolean {
  return matches(head, GZIP);
}
