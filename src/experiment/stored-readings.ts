import { InputError } from '../errors.ts';
import { isHeader } from '../files/decoding.ts';
import type { Allocate, CheckShape, Cut, NamedSource, SaidOfReadings } from '../files/format.ts';
import { readStoredArray, type StoredArray } from './measured-files.ts';
import { type MeasurementReference, measurementName } from './measurement-schema.ts';
import { type FileReader, sourceOf } from './named-files.ts';
import type { StackAxes } from './stack-axes.ts';

/**
 * The readings of a measurement as its file stores them, or its files: a header and the files of its numbers, or one for each
 * view.
 *
 * @param mayBeRead is given the lengths of all axes of what is chosen, before values are read
 * @param chooseRows of the whole: where the row of the detector is that alone is wanted, or several
 * @param allocate makes the array that they go into, as far as formats heed it
 * @throws InputError (rejects) where they do not make an array together, and what reading them throws
 */
export async function readReadings(
  files: string | readonly string[],
  readFile: FileReader,
  mayBeRead: CheckShape,
  chooseRows?: (shape: readonly number[]) => Cut | null,
  allocate: Allocate = (count) => new Float32Array(count),
): Promise<StoredArray> {
  if (typeof files === 'string') return readStoredArray(files, readFile, mayBeRead, chooseRows, [], allocate);
  if (await beginsWithHeader(files, readFile)) {
    const parts = await Promise.all(files.slice(1).map((name) => named(name, readFile)));
    return readStoredArray(files[0]!, readFile, mayBeRead, chooseRows, parts, allocate);
  }
  const views = files.length;
  const [first] = files;
  let shape: readonly number[] | null = null;
  let data: Float32Array = new Float32Array(0);
  const remarks: string[] = [];
  // One after the other: only one is in memory besides the stack.
  for (const [view, name] of files.entries()) {
    const one = await readStoredArray(
      name,
      readFile,
      (given) => {
        if (!shape) mayBeRead([views, ...given]);
        else if (given.join() !== shape.slice(1).join()) {
          const [is, like] = [given.join(' × '), shape.slice(1).join(' × ')];
          throw new InputError(`${name}: its shape is ${is}, but that of the first view, ${first}, is ${like}`);
        }
      },
      chooseRows && ((given) => inOneView(chooseRows([views, ...given]))),
    );
    shape ??= [views, ...one.shape];
    if (view === 0) data = allocate(views * one.data.length);
    data.set(one.data, view * one.data.length);
    // What is to be said of one view is to be said of all.
    if (view === 0) remarks.push(...one.remarks);
  }
  return { shape: shape!, data, said: {}, remarks };
}

/** Whether there is a file for each view. */
export async function isInFiles(files: string | readonly string[], readFile: FileReader): Promise<boolean> {
  return typeof files !== 'string' && !(await beginsWithHeader(files, readFile));
}

/** Whether files are a header and those of its numbers, and no views. */
async function beginsWithHeader([first]: readonly string[], readFile: FileReader): Promise<boolean> {
  return first !== undefined && isHeader(await named(first, readFile));
}

async function named(name: string, readFile: FileReader): Promise<NamedSource> {
  return { name, source: await sourceOf(name, readFile) };
}

/** What is chosen of a stack in one of its views. */
function inOneView(cut: Cut | null): Cut | null {
  return cut && { ...cut, axis: cut.axis - 1 };
}

/** @throws InputError (rejects) where files for the views, one each, are said to lie otherwise */
export async function mustBeginWithViews(
  { sinogram, axes }: Pick<MeasurementReference, 'sinogram' | 'axes'>,
  readFile: FileReader,
): Promise<void> {
  if (typeof sinogram === 'string' || axes === undefined || axes.startsWith('views')) return;
  if (await beginsWithHeader(sinogram, readFile)) return;
  throw new InputError(`measurement.axes: of one file for each view the views come first, got "${axes}"`);
}

/**
 * Where the rows of the detector are among the axes of an array.
 *
 * @param axes how the projections lie; of an array of two axes, those of one without views
 */
export function rowAxis(axes: StackAxes, count: number): number {
  const all = axes.split('-');
  return (count === 2 ? all.filter((axis) => axis !== 'views') : all).indexOf('rows');
}

/** @throws InputError where a file says that the views do not come first, and the experiment does not */
export function mustLieAsSaid(reference: MeasurementReference, said: SaidOfReadings): void {
  if (reference.axes !== undefined || (said.axes ?? 'views-rows-channels') === 'views-rows-channels') return;
  throw new InputError(
    `${measurementName(reference)}: says that its projections lie as ${said.axes}; set "axes" to "${said.axes}"`,
  );
}
