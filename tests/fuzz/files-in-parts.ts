// Headers with the files that they name, and files that are compressed or hold complex numbers.

import { InputError } from '../../src/errors.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { arraysIn, decodeArray, decodeSeries } from '../../src/files/decoding.ts';
import { partName } from '../../src/files/file-part.ts';
import type { NamedSource } from '../../src/files/format.ts';
import { openedSource } from '../../src/files/opened-source.ts';
import { bartHeader, bartPair } from '../files/tiny-bart.ts';
import { BZIPPED_SHORTS, BZIPPED_ZEROS } from '../files/tiny-bzip2.ts';
import { counted, IMAGE, PET, pair, SPECT } from '../files/tiny-interfile.ts';
import { ISMRMRD } from '../files/tiny-ismrmrd.ts';
import { analyzePair, complexNifti, niftiPair, severalNifti } from '../files/tiny-nifti.ts';
import { gzipped, tinyNrrd } from '../files/tiny-volumes.ts';
import { WEBPS } from '../files/tiny-webp.ts';
import type { Choices } from './choices.ts';
import { mutatedBytes } from './mutate-bytes.ts';
import { mutatedText } from './mutate-files.ts';

const MOST_VALUES = 2 ** 20;

function mustBeSmall(shape: readonly number[]): void {
  if (shape.reduce((product, length) => product * length, 1) > MOST_VALUES) throw new InputError('a: is too large');
}

const PAIRS: readonly (readonly NamedSource[])[] = [
  pair(PET, counted(36)),
  pair(SPECT, counted(24)),
  pair(IMAGE, counted(18)),
  bartPair(),
  bartPair(bartHeader('1 3 2', 'traj -r tiny')),
  niftiPair(),
  analyzePair('little'),
  analyzePair('big'),
];

/** Either file of a pair is changed, and every array of it read. */
export function inParts(choices: Choices): () => Promise<void> {
  const [header, numbers] = choices.of(PAIRS) as readonly [NamedSource, NamedSource];
  const isHeader = choices.chance(0.8);
  const { source: given } = isHeader ? header : numbers;
  const whole = given.readSync!(0, given.sizeBytes);
  const isText = isHeader && choices.chance(0.5);
  const source = bytesInMemory(isText ? mutatedText(whole, choices) : mutatedBytes(whole, choices));
  return async () => {
    const files = isHeader ? [{ ...header, source }, numbers] : [header, { ...numbers, source }];
    const [first, second] = files as [NamedSource, NamedSource];
    const arrays = await arraysIn(first.source, first.name, [second]);
    if (!arrays) {
      await decodeSeries(files, 'a', { mayBeRead: mustBeSmall });
      return;
    }
    for (const { part } of arrays.slice(0, 4)) {
      await decodeArray(first.source, partName(first.name, part), 'readings', { mayBeRead: mustBeSmall }, [second]);
    }
  };
}

const SINGLE: readonly Uint8Array[] = [
  ...WEBPS,
  severalNifti(),
  gzipped(severalNifti()),
  complexNifti(),
  BZIPPED_SHORTS,
  BZIPPED_ZEROS,
  tinyNrrd({ encoding: 'bzip2' }, BZIPPED_SHORTS),
];

async function readAll(bytes: Uint8Array): Promise<void> {
  const source = await openedSource(bytesInMemory(bytes), 'a');
  const arrays = await arraysIn(source, 'a');
  for (const { part } of arrays?.slice(0, 4) ?? [{ part: '' }]) {
    const name = part === '' ? 'a' : partName('a', part);
    await decodeArray(source, name, 'image', { mayBeRead: mustBeSmall });
  }
}

export function pictureOrVolume(choices: Choices): () => Promise<void> {
  const bytes = mutatedBytes(choices.of(SINGLE), choices);
  return () => readAll(bytes);
}

export function kspace(choices: Choices): () => Promise<void> {
  const bytes = mutatedBytes(ISMRMRD, choices);
  return () => readAll(bytes);
}
