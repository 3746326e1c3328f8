import { InputError } from '../../errors.ts';
import type { PlanePoint } from '../../measure/plane.ts';
import { transferOfDisk } from '../../measure/spectra/mtf-of-disk.ts';
import { frequencyAtLevel } from '../../measure/spectra/spectral-curve.ts';
import type { OwnName } from './region-measures.ts';
import type { RunMeasure } from './run-measure.ts';

/** A disk whose edge shows how sharp a slice is, in mm. */
export interface SharpDisk {
  readonly middle: PlanePoint;
  readonly radiusMm: number;
}

/**
 * The frequency at which the task transfer function of a disk's edge (AAPM TG-233, 2019) falls to a level, in mm⁻¹.
 *
 * @param level such as 0.5 for the MTF's 50 %
 */
export function sharpnessMeasure(level: number, { name, of }: OwnName, { middle, radiusMm }: SharpDisk): RunMeasure {
  const label = `MTF ${Math.round(100 * level)} %`;
  return {
    name,
    label: of === '' ? label : `${label}, ${of}`,
    unit: () => '1/mm',
    of: ({ slice }) => {
      if (!slice) return null;
      const found = frequencyAtLevel(
        measured(() => transferOfDisk([slice], middle, radiusMm).curve, name),
        level,
      );
      if ('whyNot' in found) throw new InputError(`${name}: ${found.whyNot}`);
      return found.perMm;
    },
  };
}

/** Says which measure could not be made. */
function measured<Result>(measure: () => Result, name: string): Result {
  try {
    return measure();
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${name}: ${error.message}`) : error;
  }
}
