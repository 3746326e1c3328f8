// A method's iterations on a problem of one's own, without an experiment around it.

import type { DeviceArray } from '../../src/compute/device.ts';
import { plainImage } from '../../src/experiment/stages/plain-image.ts';
import { type Grid, gridShape } from '../../src/geometry/grid.ts';
import { detectorRowsOf, type Scan } from '../../src/geometry/scan.ts';
import { beginIterating } from '../../src/methods/iterative/begin-iterating.ts';
import type { IterationPoint } from '../../src/methods/iterative/iterating.ts';
import type { Counting } from '../../src/methods/iterative/problem.ts';
import { METHODS } from '../../src/methods/registry.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { type SetValues, usualValues } from '../../src/spec-settings.ts';

export interface MethodProblem {
  readonly scan: Scan;
  readonly grid: Grid;
  readonly readings: Float32Array;
  /** Zeros where it is left out. */
  readonly start?: Float32Array;
  readonly counting?: Counting;
  /** In the place of filtered back-projection. */
  readonly filtered?: Float32Array;
}

export const NOT_COUNTED: Counting = { photons: null, electronicNoise: 0, signalFactor: 1 };

export interface Iterates {
  /** Of the iterations that were asked for. */
  readonly images: readonly Float32Array[];
  /** Of all. */
  readonly points: readonly IterationPoint[];
  readonly noiseNorm: number | null;
}

/** @param settings in the place of what is usual @param asked iterations, in rising order */
export async function iterates(
  operators: Operators,
  method: string,
  { scan, grid, readings, start, filtered, counting = NOT_COUNTED }: MethodProblem,
  settings: SetValues,
  asked: readonly number[],
): Promise<Iterates> {
  const spec = METHODS.get(method);
  if (!spec.iterates) throw new Error(`${method} does not iterate`);
  const [columns, rows, slices] = gridShape(grid);
  const b = await operators.upload(readings, scan.anglesRad.length * detectorRowsOf(scan), scan.channels);
  const arrays = new Set<DeviceArray>();
  const iterating = await beginIterating({
    ...{ operators, work: await spec.load(), settings: { ...usualValues(spec.settings), ...settings } },
    ...{ scan, grid, readings: b, truth: null, waterValue: 1, counting, mostKept: 3, known: new Map() },
    filtered: (signal) =>
      filtered ? operators.upload(filtered, slices * rows, columns) : plainImage(operators, b, scan, grid, { signal }),
    start: start ? () => operators.upload(start, slices * rows, columns) : null,
    async create(ofRows, ofColumns) {
      const array = await operators.create(ofRows, ofColumns);
      arrays.add(array);
      return array;
    },
    giveBack(array) {
      arrays.delete(array);
      operators.release(array);
    },
  });
  const images = [];
  for (const iteration of asked) {
    const image = await iterating.reach(iteration, undefined);
    images.push((await operators.read(image)).slice());
  }
  for (const array of [...arrays, b]) operators.release(array);
  return { images, points: iterating.points, noiseNorm: iterating.noiseNorm };
}
