// A small file of raw data of magnetic resonance, made here by the table of the HDF5 file format, version 3.0: the library that
// the other tests write HDF5 with has no records.

import { bytesOf, joined } from './outcome.ts';

const UNDEFINED = new Uint8Array(8).fill(0xff);

function ints(bytes: number, ...values: readonly number[]): Uint8Array {
  const all = Buffer.alloc(bytes * values.length);
  values.forEach((value, i) => {
    if (bytes === 8) all.writeBigUInt64LE(BigInt(value), 8 * i);
    else all.writeUIntLE(value, bytes * i, bytes);
  });
  return new Uint8Array(all);
}

const u1 = (...values: number[]) => ints(1, ...values);
const u2 = (...values: number[]) => ints(2, ...values);
const u4 = (...values: number[]) => ints(4, ...values);
const u8 = (...values: number[]) => ints(8, ...values);

/** On a boundary of eight bytes. */
function padded(bytes: Uint8Array): Uint8Array {
  return joined(bytes, new Uint8Array((8 - (bytes.length % 8)) % 8));
}

/** An object: its header (version 1) with messages (IV.A). */
function object(...messages: readonly (readonly [type: number, content: Uint8Array])[]): Uint8Array {
  const all = messages.map(([type, content]) => {
    const data = padded(content);
    return joined(u2(type, data.length), u1(0, 0, 0, 0), data);
  });
  const length = all.reduce((sum, { length }) => sum + length, 0);
  return joined(u1(1, 0), u2(messages.length), u4(1, length, 0), ...all);
}

const link = (name: string, at: number) => [6, joined(u1(1, 0, name.length), bytesOf(name), u8(at))] as const;
const GROUP = [2, joined(u1(0, 0), UNDEFINED, UNDEFINED)] as const;

/** Datatypes (IV.A.2.d). */
const uint = (bytes: number) => joined(u1(0x10, 0, 0, 0), u4(bytes), u2(0, 8 * bytes));
const FLOAT = joined(u1(0x11, 0x20, 0x1f, 0), u4(4), u2(0, 32), u1(23, 8, 0, 23), u4(127));
const LIST = joined(u1(0x19, 0, 0, 0), u4(16), FLOAT);
const text = (bytes: number) => joined(u1(0x13, 0, 0, 0), u4(bytes));

function record(bytes: number, ...fields: readonly (readonly [name: string, at: number, type: Uint8Array])[]) {
  const all = fields.map(([name, at, type]) => joined(bytesOf(`${name}\0`), u1(at), type));
  return joined(u1(0x36, fields.length, 0, 0), u4(bytes), ...all);
}

const HEAD = record(12, ['flags', 0, uint(8)], ['number_of_samples', 8, uint(2)], ['active_channels', 10, uint(2)]);
const ACQUISITION = record(28, ['head', 0, HEAD], ['data', 12, LIST]);

/** An array that lies plainly at an address. */
function dataset(length: number, type: Uint8Array, at: number, bytes: number): Uint8Array {
  return object(
    [1, joined(u1(1, 1, 0, 0, 0, 0, 0, 0), u8(length))],
    [3, type],
    [5, u1(2, 2, 2, 0)],
    [8, joined(u1(3, 1), u8(at, bytes))],
  );
}

export interface Acquisition {
  readonly flags?: number;
  readonly channels: number;
  /** Real and imaginary parts in turn, channel by channel. */
  readonly numbers: readonly number[];
}

/** Where everything is in such a file. */
const AT = { root: 96, group: 256, xml: 512, data: 768, header: 1024, heap: 1088, records: 1088 + 4096 };

export function tinyIsmrmrd(acquisitions: readonly Acquisition[]): Uint8Array {
  const heap = joined(
    ...acquisitions.map(({ numbers }, i) => {
      const bytes = new Uint8Array(Float32Array.from(numbers).buffer);
      return joined(u2(i + 1, 1), u4(0), u8(bytes.length), padded(bytes));
    }),
  );
  const free = 4096 - 16 - heap.length;
  const collection = joined(bytesOf('GCOL'), u1(1, 0, 0, 0), u8(4096), heap, u2(0, 0), u4(0), u8(free));
  const records = joined(
    ...acquisitions.map(({ flags = 0, channels, numbers }, i) =>
      joined(u8(flags), u2(numbers.length / 2 / channels, channels), u4(numbers.length), u8(AT.heap), u4(i + 1)),
    ),
  );
  const file = new Uint8Array(AT.records + records.length);
  file.set(
    joined(Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a), u1(0, 0, 0, 0, 0, 8, 8, 0), u2(4, 16), u4(0)),
  );
  file.set(joined(u8(0), UNDEFINED, u8(file.length), UNDEFINED, u8(0, AT.root), u4(0, 0), u8(0, 0)), 24);
  file.set(object(GROUP, link('dataset', AT.group)), AT.root);
  file.set(object(GROUP, link('xml', AT.xml), link('data', AT.data)), AT.group);
  file.set(dataset(1, text(8), AT.header, 8), AT.xml);
  file.set(dataset(acquisitions.length, ACQUISITION, AT.records, records.length), AT.data);
  file.set(bytesOf('<ismrm/>'), AT.header);
  file.set(collection, AT.heap);
  file.set(records, AT.records);
  return file;
}

/** Noise, and two lines of two coils with three samples each. */
export const ISMRMRD = tinyIsmrmrd([
  { flags: 2 ** 18, channels: 1, numbers: [9, 9] },
  { channels: 2, numbers: [3, 4, 0, 0, 1, 0, 0, 1, 0, 2, 0, 3] },
  { channels: 2, numbers: [-3, -4, 5, 12, 8, 6, 1, 1, 2, 2, 3, 3] },
]);
