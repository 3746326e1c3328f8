import { METHODS } from '../methods/registry.ts';
import type { ScanAdvice } from './advice.ts';
import { type Experiment, gridOf } from './experiment.ts';

/**
 * Of iterative methods, whose pixels must make up for all readings: whether an object is larger than the grid. `null` where it
 * is not, and of other methods, to which what lies beside the grid does not matter.
 *
 * @param objectRadiusMm of a circle about the axis that holds the object
 */
export function iteratedGridAdvice(experiment: Experiment, objectRadiusMm: number): ScanAdvice | null {
  if (!METHODS.get(experiment.reconstruction.method).iterates) return null;
  const { rows, columns, pixelSizeMm } = gridOf(experiment);
  const reachMm = (Math.min(rows, columns) * pixelSizeMm) / 2;
  if (objectRadiusMm <= reachMm) return null;
  const millimetres = (length: number) => `${Number(length.toPrecision(3))} mm`;
  return {
    ...{ kind: 'method', ok: false, title: 'object larger than the grid' },
    sentence: `The object extends up to ${millimetres(objectRadiusMm)} from the axis, the grid only ${millimetres(reachMm)}. The readings see all of the object, and an iterative method explains them by the grid’s pixels alone, so that these become wrong: take more or larger pixels.`,
  };
}
