import { InputError } from '../errors.ts';
import type { CheckShape, Cut } from '../files/format.ts';
import { readStoredArray } from './measured-files.ts';
import type { MeasurementReference } from './measurement-schema.ts';
import type { FileReader } from './named-files.ts';
import type { StackAxes } from './stack-axes.ts';

export interface StoredReadings {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * The readings of a measurement as its file stores them, or its files, each of which is a view.
 *
 * @param mayBeRead is given the lengths of all axes, less that of the row that is chosen, before values are read
 * @param chooseRow of the whole: where the row of the detector is that alone is wanted
 * @throws InputError (rejects) where they do not make an array together, and what reading them throws
 */
export async function readReadings(
  files: string | readonly string[],
  readFile: FileReader,
  mayBeRead: CheckShape,
  chooseRow?: (shape: readonly number[]) => Cut | null,
): Promise<StoredReadings> {
  if (typeof files === 'string') return readStoredArray(files, readFile, mayBeRead, chooseRow);
  const views = files.length;
  const [first] = files;
  let shape: readonly number[] | null = null;
  let data = new Float32Array(0);
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
      chooseRow && ((given) => inOneView(chooseRow([views, ...given]))),
    );
    shape ??= [views, ...one.shape];
    if (view === 0) data = new Float32Array(views * one.data.length);
    data.set(one.data, view * one.data.length);
  }
  return { shape: shape!, data };
}

/** What is chosen of a stack in one of its views. */
function inOneView(cut: Cut | null): Cut | null {
  return cut && { axis: cut.axis - 1, index: cut.index };
}

/** @throws InputError where files for the views, one each, are said to lie otherwise */
export function mustBeginWithViews({ sinogram, axes }: Pick<MeasurementReference, 'sinogram' | 'axes'>): void {
  if (typeof sinogram === 'string' || axes === undefined || axes.startsWith('views')) return;
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
