// ISMRM Raw Data: Inati et al., Magn. Reson. Med. 77:411 (2017), doi 10.1002/mrm.26089.
import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { complexArrays, NO_MR, sayComplex } from '../complex-arrays.ts';
import type { ContainedArray } from '../format.ts';
import type { WithFile } from './array-source.ts';
import type { Hdf5File, Hdf5Records } from './hdf5-file.ts';

const DATA = '/dataset/data';
const HEADER = '/dataset/xml';
const FOLDER = 'kspace/';
const MOST_ACQUISITIONS = 2 ** 16;
/** What is read of it at once has to fit into the library. */
const AT_ONCE = 32;
/** Of acquisitions that are none of an image: noise, navigators, phase corrections, feedback and dummies, as numbers of flags. */
const OTHERS = [19, 23, 24, 26, 27, 28];
const VALUE_BYTES = 8;

export function isIsmrmrd(file: Hdf5File): boolean {
  return file.kindOf(HEADER) === 'array' && file.recordsAt(DATA) !== null;
}

/** What was acquired, line by line in the order of the file. */
interface Acquisitions {
  readonly records: Hdf5Records;
  readonly channels: number;
  readonly samples: number;
  /** Which of the records are meant. */
  readonly lines: readonly number[];
}

/** k-space as [acquisitions, coils, samples], without coils where there is one: its magnitude and its parts. */
export async function kspaceIn(withFile: WithFile, name: string): Promise<ContainedArray[]> {
  const acquisitions = await withFile((file) => acquisitionsOf(file, name));
  const { channels, samples, lines, records } = acquisitions;
  const left = records.count - lines.length;
  const shape = [lines.length, ...(channels > 1 ? [channels] : []), samples];
  const remarks = [
    `${name}: ${sayComplex(FOLDER)}.`,
    `${name}: ${NO_MR}.`,
    ...(left > 0
      ? [
          `${name}: ${left} of its ${records.count} acquisitions are of noise, of navigators or of another length, and left out.`,
        ]
      : []),
  ];
  const source = numbersOf(withFile, acquisitions, name);
  const numbers = { source, offset: 0, type: 'f4', littleEndian: true } as const;
  return complexArrays(shape, numbers, { remarks }, FOLDER).map((array) => ({ ...array, role: 'k-space' }));
}

/** @throws InputError where there is nothing of an image in it, or too much */
function acquisitionsOf(file: Hdf5File, name: string): Acquisitions {
  const records = file.recordsAt(DATA)!;
  const [flags, samples, channels] = ['flags', 'number_of_samples', 'active_channels'].map((field) =>
    records.fields.get(`head/${field}`),
  );
  if (flags === undefined || samples === undefined || channels === undefined || !records.fields.has('data')) {
    throw new InputError(
      `${name}: is raw data of magnetic resonance (ISMRMRD) without the header that belongs to them`,
    );
  }
  if (records.count > MOST_ACQUISITIONS) {
    throw new InputError(`${name}: holds ${records.count} acquisitions; at most ${MOST_ACQUISITIONS} are read`);
  }
  const bySize = new Map<string, number[]>();
  for (let first = 0; first < records.count; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, records.count - first);
    const isRead = file.eachRecord(records, first, count, (record, _, i) => {
      const bits = record.getBigUint64(flags, true);
      if (OTHERS.some((flag) => (bits >> BigInt(flag - 1)) & 1n)) return;
      const size = `${record.getUint16(channels, true)} ${record.getUint16(samples, true)}`;
      const known = bySize.get(size);
      if (known) known.push(i);
      else bySize.set(size, [i]);
    });
    if (!isRead) throw new InputError(`${name}: its acquisitions are damaged or cut short`);
  }
  const [most] = [...bySize].sort(([, one], [, other]) => other.length - one.length);
  const [coils = 0, length = 0] = most?.[0].split(' ').map(Number) ?? [];
  if (!most || coils < 1 || length < 1) throw new InputError(`${name}: holds no acquisition of an image`);
  return { records, channels: coils, samples: length, lines: most[1] };
}

/** All samples of all lines, real and imaginary parts in turn. */
function numbersOf(withFile: WithFile, { records, channels, samples, lines }: Acquisitions, name: string): ByteSource {
  const lineBytes = channels * samples * VALUE_BYTES;
  const sizeBytes = lines.length * lineBytes;
  const at = records.fields.get('data')!;
  const damaged = (record: number) => new InputError(`${name}: its acquisition ${record} (counting from 0) is damaged`);
  return {
    sizeBytes,
    read: async (from, to) => {
      const [start, end] = [Math.min(from, sizeBytes), Math.min(to, sizeBytes)];
      const bytes = new Uint8Array(end - start);
      const past = Math.ceil(end / lineBytes);
      for (let line = Math.floor(start / lineBytes); line < past; ) {
        // One call for many, for the library prepares each anew.
        const [first, count] = [line, adjacentFrom(lines, line, Math.min(past - line, AT_ONCE))];
        const isRead = await withFile((file) =>
          file.eachRecord(records, lines[first]!, count, (_, listAt, record) => {
            const numbers = listAt(at, 4);
            if (numbers?.length !== lineBytes) throw damaged(record);
            const place = (first + record - lines[first]!) * lineBytes;
            const skipped = Math.max(0, start - place);
            bytes.set(numbers.subarray(skipped, end - place), place + skipped - start);
          }),
        );
        if (!isRead) throw new InputError(`${name}: its acquisitions are damaged or cut short`);
        line += count;
      }
      return bytes;
    },
  };
}

/** How many lines from one on follow each other in the file, at most so many. */
function adjacentFrom(lines: readonly number[], first: number, most: number): number {
  let count = 1;
  while (count < most && lines[first + count] === lines[first]! + count) count++;
  return count;
}
