import type { VolumeLook } from '../../../experiment/volume-look.ts';
import { PLANES, type Place } from '../../views/planes.ts';

/** What a slab is too thick for: sentences. @param sides of the volume, in mm */
export function slabRemarks({ thicknessMm }: VolumeLook, sides: Place): string[] {
  const whole = PLANES.filter(({ along }) => thicknessMm > sides[along] * (1 + 1e-9));
  if (whole.length === 0) return [];
  const names = whole.map(({ name }) => name);
  const least = Math.min(...whole.map(({ along }) => sides[along]));
  const depth = Number(least.toPrecision(3));
  if (whole.length === PLANES.length) {
    return [`The slab of ${thicknessMm} mm is thicker than the volume: every plane shows all of it.`];
  }
  const planes = names.length === 1 ? `the ${names[0]} plane shows` : `the ${names.join(' and ')} planes show`;
  return [`The slab of ${thicknessMm} mm is thicker than the volume, ${depth} mm there: ${planes} all of it.`];
}
