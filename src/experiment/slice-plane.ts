import type { ImageGrid } from '../geometry/grid.ts';
import type { MeasuredPlane } from '../measure/plane.ts';
import { type DisplayUnit, toDisplayUnit } from './experiment.ts';

/**
 * A slice as it is measured: its values in the unit in which they are shown, its places in mm, x to the right and y up from
 * the axis of rotation.
 *
 * @param values float32 [rows × columns], in 1/mm or the phantom's own units
 * @param waterMuPerMm what is 0 HU
 */
export function slicePlane(
  values: Float32Array,
  { rows, columns, pixelSizeMm }: ImageGrid,
  unit: DisplayUnit,
  waterMuPerMm: number,
): MeasuredPlane {
  return {
    values: unit === 'HU' ? values.map((value) => toDisplayUnit(value, unit, waterMuPerMm)) : values,
    ...{ rows, columns },
    horizontal: { first: (-(columns - 1) / 2) * pixelSizeMm, step: pixelSizeMm },
    vertical: { first: ((rows - 1) / 2) * pixelSizeMm, step: -pixelSizeMm },
  };
}
