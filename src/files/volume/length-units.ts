import { excerpt } from '../../errors.ts';
import type { VolumeHeader } from './voxel-reader.ts';

const UNITS_MM: Readonly<Record<string, number>> = {
  ...{ nm: 1e-6, um: 1e-3, µm: 1e-3, μm: 1e-3, micron: 1e-3, microns: 1e-3, micrometer: 1e-3, micrometers: 1e-3 },
  ...{ mm: 1, millimeter: 1, millimeters: 1, cm: 10, centimeter: 10, centimeters: 10, m: 1000, meter: 1000 },
};
/** What a header has where it does not say, besides nothing. */
const UNSAID = ['', '?', '???', 'none'];

type Lengths = Pick<VolumeHeader, 'steps' | 'remarks'>;

/**
 * Distances in a unit that a header names, in millimetres; those in a unit that nobody knows are taken for millimetres, and it
 * is said.
 *
 * @param units of all axes or one for each; `undefined` where it names none
 */
export function inMillimetres({ steps, remarks }: Lengths, units: readonly (string | undefined)[]): Lengths {
  const unknown = new Set<string>();
  const scaled = steps.map((step, axis) => {
    const unit = (units.length === 1 ? units[0] : units[axis])?.trim() ?? '';
    const mm = UNITS_MM[unit.toLowerCase()];
    if (mm === undefined && !UNSAID.includes(unit)) unknown.add(unit);
    return step.map((x) => x * (mm ?? 1));
  }) as unknown as VolumeHeader['steps'];
  if (unknown.size === 0) return { steps: scaled, remarks };
  const named = [...unknown].map((unit) => `“${excerpt(unit, 16)}”`).join(', ');
  return { steps: scaled, remarks: [...remarks, `its lengths are in ${named}, and are taken for millimetres`] };
}
