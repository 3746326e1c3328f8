import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { ImagePhantom } from '../phantom/phantom.ts';
import { muPerMm } from './materials/attenuation-of-material.ts';
import { REFERENCE_ENERGY_KEV } from './physics-settings.ts';

/** Above this an image holds bone, in units of water's attenuation: +300 HU. */
const BONE_ABOVE = 1.3;

/** How the values of an image are taken for mixtures of water and cortical bone. */
export interface Mixture {
  /** What water is in the image's unit. */
  readonly unit: number;
  /** Up to here it is water, in units of water's attenuation. */
  readonly boneAbove: number;
  /** What bone is, in the same units. */
  readonly boneDensity: number;
}

/** A value of 1 in units of its own counts as water, and none as bone. */
export function mixtureOf({ unit }: Pick<ImagePhantom, 'unit'>): Mixture {
  const isArbitrary = unit === 'arbitrary';
  return {
    unit: isArbitrary ? 1 : WATER_MU_PER_MM,
    boneAbove: isArbitrary ? Number.POSITIVE_INFINITY : BONE_ABOVE,
    boneDensity: muPerMm('cortical-bone', REFERENCE_ENERGY_KEV) / muPerMm('water', REFERENCE_ENERGY_KEV),
  };
}

/** From `from` up to but not including `to`. */
export interface Places {
  readonly from: number;
  readonly to: number;
}

/** Writes new values of those places into `out`. */
export type Fill = (values: Float32Array, out: Float32Array, places: Places) => void;

// Volumes have a hundred million voxels: each of these is one plain loop.

export function isBoneIn(values: Float32Array, { unit, boneAbove }: Mixture): boolean {
  for (let i = 0; i < values.length; i++) if (values[i]! / unit > boneAbove) return true;
  return false;
}

/** The density of water, in units of its usual one. */
export function waterIn({ unit, boneAbove, boneDensity }: Mixture): Fill {
  return (values, out, { from, to }) => {
    for (let i = from; i < to; i++) {
      const relative = values[i]! / unit;
      if (relative <= boneAbove) {
        out[i] = relative;
        continue;
      }
      const part = (relative - boneAbove) / (boneDensity - boneAbove);
      out[i] = part < 1 ? (1 - part) * boneAbove : 0;
    }
  };
}

/** The density of cortical bone, in units of its usual one. @param out 0 before */
export function boneIn({ unit, boneAbove, boneDensity }: Mixture): Fill {
  return (values, out, { from, to }) => {
    for (let i = from; i < to; i++) {
      const relative = values[i]! / unit;
      if (relative <= boneAbove) continue;
      const part = (relative - boneAbove) / (boneDensity - boneAbove);
      out[i] = part < 1 ? part : relative / boneDensity;
    }
  };
}

/** What both attenuate together, from the densities as they are scanned for path lengths. @param water in 1/mm, like bone */
export function attenuationOf(mixture: Mixture, water: number, bone: number): Fill {
  const [fillWater, fillBone] = [waterIn(mixture), boneIn(mixture)];
  return (values, out, { from, to }) => {
    fillWater(values, out, { from, to });
    const ofBone = new Float32Array(to - from);
    fillBone(values.subarray(from, to), ofBone, { from: 0, to: to - from });
    for (let i = from; i < to; i++) {
      out[i] = out[i]! * water;
      out[i] = out[i]! + ofBone[i - from]! * bone;
    }
  };
}
