// HDF5 file format 3.0, II (superblock) and IV.A.1 (object headers): https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html
import type { ByteSource } from '../byte-source.ts';

/** A file begins with these, or has them behind a block of somebody else's of 512 bytes, 1024, 2048 and so on. */
const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const MOST_BLOCK_BYTES = 2 ** 30;
/** Of a header, at its beginning: enough to see how it goes on. */
const PREFIX_BYTES = 48;
/** Longer than headers are, and more pieces than they are in: a damaged one leads round in a circle. */
const MOST_PIECE_BYTES = 2 ** 22;
const MOST_PIECES = 64;
const CONTINUATION = 0x10;
const SHARED = 2;
const COMMITTED = 2;

/** Where addresses in a file count from, and how long they and lengths are. */
interface Frame {
  readonly source: ByteSource;
  readonly base: number;
  readonly addressBytes: number;
  readonly lengthBytes: number;
}

interface Message {
  readonly type: number;
  readonly flags: number;
  readonly data: DataView;
}

/** A piece of a header with nothing but messages in it. */
interface Piece {
  readonly data: DataView;
  readonly isNewer: boolean;
  /** Of the newer kind: whether messages bear the numbers in which they were made. */
  readonly hasNumbers: boolean;
}

/**
 * What the header of an object says in a message of this type, as its bytes; `null` where it says nothing, or keeps it
 * where it is not looked for, or is damaged.
 *
 * @param address as the library gives it
 */
export async function headerMessage(source: ByteSource, address: number, type: number): Promise<DataView | null> {
  try {
    const frame = await frameOf(source);
    return frame && (await messageAt(frame, address, type));
  } catch (error) {
    // Something that ends too early.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function frameOf(source: ByteSource): Promise<Frame | null> {
  for (let base = 0; base < Math.min(source.sizeBytes, MOST_BLOCK_BYTES); base = Math.max(512, 2 * base)) {
    const bytes = await source.read(base, base + 16);
    if (!SIGNATURE.every((byte, i) => bytes[i] === byte)) continue;
    const at = bytes[8]! < 2 ? 13 : 9;
    const [addressBytes, lengthBytes] = [bytes[at]!, bytes[at + 1]!];
    return { source, base, addressBytes, lengthBytes };
  }
  return null;
}

async function messageAt(frame: Frame, address: number, type: number): Promise<DataView | null> {
  for await (const message of messagesOf(frame, address)) {
    if (message.type !== type) continue;
    if ((message.flags & SHARED) === 0) return message.data;
    const shared = sharedAddress(message.data, frame);
    // What is shared stands in a header of its own, and is not shared once more.
    if (shared === null) return null;
    for await (const own of messagesOf(frame, shared)) {
      if (own.type === type) return (own.flags & SHARED) === 0 ? own.data : null;
    }
    return null;
  }
  return null;
}

/** Where the object is that a message is shared with; `null` where it is in a heap. */
function sharedAddress(data: DataView, { addressBytes, lengthBytes }: Frame): number | null {
  const version = data.getUint8(0);
  if (version === 1) return wholeNumber(data, 8 + lengthBytes, addressBytes);
  const isCommitted = version === 2 || (version === 3 && data.getUint8(1) === COMMITTED);
  return isCommitted ? wholeNumber(data, 2, addressBytes) : null;
}

async function* messagesOf(frame: Frame, address: number): AsyncGenerator<Message> {
  const { addressBytes, lengthBytes } = frame;
  const pieces = [await firstPiece(frame, address)];
  for (const piece of pieces) {
    for (const message of messagesIn(piece)) {
      yield message;
      if (message.type !== CONTINUATION || pieces.length === MOST_PIECES) continue;
      const start = wholeNumber(message.data, 0, addressBytes);
      const bytes = wholeNumber(message.data, addressBytes, lengthBytes);
      // The newer kind has a signature before its messages and a checksum behind them.
      const [from, to] = piece.isNewer ? [start + 4, start + bytes - 4] : [start, start + bytes];
      pieces.push({ ...piece, data: await viewOf(frame, from, to) });
    }
  }
}

async function firstPiece(frame: Frame, address: number): Promise<Piece> {
  const { source, base } = frame;
  const start = base + address;
  const prefix = await viewOf(frame, address, Math.min(address + PREFIX_BYTES, source.sizeBytes - base));
  const isNewer = prefix.getUint32(0) === 0x4f484452; // OHDR
  if (!isNewer) {
    const from = start - base + 16;
    return { data: await viewOf(frame, from, from + prefix.getUint32(8, true)), isNewer, hasNumbers: false };
  }
  const flags = prefix.getUint8(5);
  const at = 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const sizeBytes = 2 ** (flags & 3);
  const from = start - base + at + sizeBytes;
  const data = await viewOf(frame, from, from + wholeNumber(prefix, at, sizeBytes));
  return { data, isNewer, hasNumbers: (flags & 4) !== 0 };
}

function* messagesIn({ data, isNewer, hasNumbers }: Piece): Generator<Message> {
  const headBytes = isNewer ? (hasNumbers ? 6 : 4) : 8;
  for (let at = 0; at + headBytes <= data.byteLength; ) {
    const [type, bytes, flags] = isNewer
      ? [data.getUint8(at), data.getUint16(at + 1, true), data.getUint8(at + 3)]
      : [data.getUint16(at, true), data.getUint16(at + 2, true), data.getUint8(at + 4)];
    yield { type, flags, data: new DataView(data.buffer, data.byteOffset + at + headBytes, bytes) };
    at += headBytes + bytes;
  }
}

/** @throws RangeError where that is not in the file, or is longer than anything in a header */
async function viewOf({ source, base }: Frame, from: number, to: number): Promise<DataView> {
  if (!(to - from <= MOST_PIECE_BYTES && from <= to && base + to <= source.sizeBytes)) throw new RangeError();
  // A copy, so that what goes beyond it is beyond its buffer too.
  const bytes = new Uint8Array(await source.read(base + from, base + to));
  return new DataView(bytes.buffer);
}

function wholeNumber(data: DataView, at: number, bytes: number): number {
  let value = 0;
  for (let i = bytes - 1; i >= 0; i--) value = 256 * value + data.getUint8(at + i);
  return value;
}
