// ZIP archives by PKWARE's APPNOTE 6.3 (.ZIP File Format Specification): the directory at the end says what is in one.
import { excerpt, InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';

/** A file in an archive, as the directory has it. */
export interface ZipEntry {
  readonly name: string;
  /** Where what precedes its data begins. */
  readonly headerAt: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly isDeflated: boolean;
  readonly checksum: number;
}

/** More than any series has; a folder of more was hardly meant. */
const MOST_ENTRIES = 10_000;
/** Names of some hundred characters each. */
const MOST_DIRECTORY_BYTES = 2 ** 22;
/** One file may inflate to as much as one that is opened as it is may have. */
const MOST_ENTRY_BYTES = 2 ** 30;
/** Deflate never shrinks data more than so many times. */
const MOST_SHRUNK = 1032;

const END_BYTES = 22;
const MOST_COMMENT_BYTES = 0xffff;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const METHODS = { stored: 0, deflated: 8 };

/**
 * What an archive holds. Nothing is made of the sizes that it states: that is for whoever reads an entry.
 *
 * @throws InputError (rejects) where it is damaged, cut short, encrypted, too large or packed in another way
 */
export async function readDirectory(source: ByteSource, name: string): Promise<readonly ZipEntry[]> {
  const damaged = () => new InputError(`${name}: the ZIP archive is damaged or cut short`);
  const tailAt = Math.max(0, source.sizeBytes - END_BYTES - MOST_COMMENT_BYTES);
  const tail = viewOf(await source.read(tailAt, source.sizeBytes));
  const endAt = findEnd(tail);
  if (endAt === null) throw damaged();
  const [disk, count, bytes, start] = [
    tail.getUint16(endAt + 4, true),
    tail.getUint16(endAt + 10, true),
    tail.getUint32(endAt + 12, true),
    tail.getUint32(endAt + 16, true),
  ];
  if (count === 0xffff || bytes === 0xffffffff || start === 0xffffffff) {
    throw new InputError(
      `${name}: ZIP archives of more than 4 GiB or 65534 files (ZIP64) are not read; unpack it first`,
    );
  }
  if (disk !== 0) throw new InputError(`${name}: is one part of an archive of several; unpack it first`);
  if (count > MOST_ENTRIES || bytes > MOST_DIRECTORY_BYTES) {
    throw new InputError(
      `${name}: the ZIP archive holds ${count} files, but at most ${MOST_ENTRIES} are looked at; unpack it, and open those that belong together`,
    );
  }
  if (start + bytes > source.sizeBytes) throw damaged();
  const directory = await source.read(start, start + bytes);
  const view = viewOf(directory);
  const entries: ZipEntry[] = [];
  for (let at = 0, i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > bytes || view.getUint32(at, true) !== ENTRY) throw damaged();
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > bytes) throw damaged();
    const flags = view.getUint16(at + 8, true);
    const entry = {
      // Bit 11: the name is in UTF-8; or else it is mostly plain letters.
      name: new TextDecoder(flags & 0x800 ? 'utf-8' : 'latin1').decode(
        directory.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
      ),
      headerAt: view.getUint32(at + 42, true),
      packedBytes: view.getUint32(at + 20, true),
      sizeBytes: view.getUint32(at + 24, true),
      checksum: view.getUint32(at + 16, true),
    };
    const method = view.getUint16(at + 10, true);
    mustBeReadable(entry, flags, method, name);
    entries.push({ ...entry, isDeflated: method === METHODS.deflated });
    at = next;
  }
  return entries;
}

function mustBeReadable(
  { name: entry, packedBytes, sizeBytes }: Omit<ZipEntry, 'isDeflated'>,
  flags: number,
  method: number,
  name: string,
): void {
  const where = `${name}: ${excerpt(entry, 60)}`;
  if (flags & 1) throw new InputError(`${where} is encrypted; unpack the archive first`);
  if (method !== METHODS.stored && method !== METHODS.deflated) {
    throw new InputError(`${where} is packed by method ${method}, but only deflate is read; unpack the archive first`);
  }
  if (sizeBytes > MOST_ENTRY_BYTES) throw new InputError(`${where} is larger than 1 GiB, the maximum`);
  const isPossible = method === METHODS.stored ? sizeBytes === packedBytes : sizeBytes <= MOST_SHRUNK * packedBytes;
  if (!isPossible) {
    throw new InputError(`${where} is stated to unpack from ${packedBytes} to ${sizeBytes} bytes, which cannot be`);
  }
}

/** Where the archive's last record begins: the one whose comment ends with the file. */
function findEnd(tail: DataView): number | null {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END && at + END_BYTES + tail.getUint16(at + 20, true) === tail.byteLength)
      return at;
  }
  return null;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
