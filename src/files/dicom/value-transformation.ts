import { InputError } from '../../errors.ts';
import type { DataSet } from './data-set.ts';
import { settingOfFrame } from './picture-kind.ts';
import { TAG } from './tags.ts';

/** From a stored value to what it means. */
export type ValueTransformation = (stored: number) => number;

/** Hounsfield units of tables are positive, for entries have no sign; and nothing there is has as many as these. */
const MOST_OF_TABLE = 2 ** 15;

/**
 * How stored values become what they mean: value = slope · stored + intercept, from the functional groups of the frame
 * or from the object (PS3.3 § C.11.1.1.2 and C.7.6.16.2.9), or by a table (modality LUT, § C.11.1.1.1).
 *
 * @param isNeeded values without either are refused, since what they mean is not known; or else they stay as stored
 * @param signed whether stored values are
 * @throws InputError where it is missing, ambiguous or impossible
 */
export function valueTransformation(
  dataSet: DataSet,
  isNeeded: boolean,
  signed: boolean,
  name: string,
): ValueTransformation {
  const rescale = readRescale(dataSet, name);
  const missing = isNeeded ? missingTransformation(dataSet) : null;
  if (missing) throw new InputError(`${name}: ${missing}`);
  const [table] = dataSet.items(TAG.modalityLut);
  if (table) {
    if (rescale.slope !== undefined && (rescale.slope !== 1 || rescale.intercept !== 0)) {
      throw new InputError(`${name}: gives both a rescale and a table (modality LUT) for its values`);
    }
    return readTable(table, signed, name);
  }
  const { slope, intercept } = rescale;
  return (stored) => (slope ?? 1) * stored + (intercept ?? 0);
}

/** What is missing for stored values to become what they mean, in a sentence; `null` where nothing is. */
export function missingTransformation(dataSet: DataSet): string | null {
  if (dataSet.items(TAG.modalityLut).length > 0) return null;
  const isMissing = (tag: number) => settingOfFrame(dataSet, TAG.pixelValueTransformation, tag) === undefined;
  const missing = [
    ...(isMissing(TAG.rescaleSlope) ? ['RescaleSlope'] : []),
    ...(isMissing(TAG.rescaleIntercept) ? ['RescaleIntercept'] : []),
  ];
  if (missing.length === 0) return null;
  return `the DICOM file does not state how stored values become Hounsfield units (no ${missing.join(' and no ')})`;
}

function readRescale(dataSet: DataSet, name: string): { slope: number | undefined; intercept: number | undefined } {
  const read = (tag: number) => settingOfFrame(dataSet, TAG.pixelValueTransformation, tag)?.decimals(tag)?.[0];
  const slope = read(TAG.rescaleSlope);
  const intercept = read(TAG.rescaleIntercept);
  const largest = Math.fround(Math.abs(slope ?? 1) * 2 ** 32 + Math.abs(intercept ?? 0));
  if (!Number.isFinite(largest) || slope === 0) {
    const rescale = `the rescale slope ${slope ?? 'none'} and intercept ${intercept ?? 'none'}`;
    throw new InputError(`${name}: Hounsfield units cannot be computed from ${rescale}`);
  }
  return { slope, intercept };
}

function readTable(item: DataSet, signed: boolean, name: string): ValueTransformation {
  const count = item.word(TAG.lutDescriptor, 0);
  const firstWord = item.word(TAG.lutDescriptor, 1);
  const bits = item.word(TAG.lutDescriptor, 2);
  const data = item.bytes(TAG.lutData);
  // 0 stands for 65 536, which 16 bits cannot say.
  const entries = count === 0 ? 2 ** 16 : (count ?? 0);
  const entryBytes = data.length >= 2 * entries ? 2 : 1;
  if (
    firstWord === undefined ||
    (bits !== 8 && bits !== 16) ||
    (bits === 16 && entryBytes === 1) ||
    data.length < entries
  ) {
    throw new InputError(`${name}: the table of its values (modality LUT) is damaged`);
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const table = Float64Array.from({ length: entries }, (_, entry) =>
    entryBytes === 2 ? view.getUint16(2 * entry, item.littleEndian) : view.getUint8(entry),
  );
  if (table.some((value) => value >= MOST_OF_TABLE)) {
    throw new InputError(
      `${name}: the table of its values (modality LUT) goes beyond ${MOST_OF_TABLE - 1}, which are not Hounsfield units`,
    );
  }
  const first = signed ? (firstWord << 16) >> 16 : firstWord;
  return (stored) => table[Math.min(entries - 1, Math.max(0, stored - first))]!;
}
