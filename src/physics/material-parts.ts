import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { MaterialName } from '../phantom/material-names.ts';
import type { ImagePhantom, Phantom, ShapePhantom } from '../phantom/phantom.ts';
import { muPerMm } from './materials/attenuation-of-material.ts';
import { REFERENCE_ENERGY_KEV } from './physics-settings.ts';

/** One material of a phantom, and where it is. */
export interface MaterialPart {
  readonly material: MaterialName;
  /** Its values are densities in units of the material's usual one, so that its scan gives path lengths in mm. */
  readonly phantom: Phantom;
}

/** Above this an image holds bone, in units of water's attenuation: +300 HU. */
const BONE_ABOVE = 1.3;

/**
 * What a phantom is made of.
 *
 * - Shapes with materials: one part for each; shapes of other materials are 0 in it, but cover what lies beneath.
 * - Shapes without: all of it water, as dense as its value says; a value of 1 in units of its own counts as water.
 * - Images: up to +300 HU water, as dense as the value says; above, a mixture of that with cortical bone, so much of it
 *   that the value at 60 keV is right; what is denser than bone is dense bone.
 */
export function materialParts(phantom: Phantom): readonly MaterialPart[] {
  if (phantom.kind === 'image') return imageParts(phantom);
  const materials = [...new Set(phantom.shapes.flatMap(({ material }) => (material ? [material] : [])))];
  if (materials.length === 0) return [{ material: 'water', phantom: asDensity(phantom) }];
  return materials.map((material) => ({ material, phantom: partOf(phantom, material) }));
}

function partOf(phantom: ShapePhantom, material: MaterialName): ShapePhantom {
  // Beneath the first shape of the material there is nothing of it to be covered.
  const first = phantom.shapes.findIndex((shape) => shape.material === material);
  return {
    ...phantom,
    unit: 'arbitrary',
    shapes: phantom.shapes
      .slice(first)
      .map((shape) => ({ ...shape, value: shape.material === material ? (shape.density ?? 1) : 0 })),
  };
}

function asDensity(phantom: ShapePhantom): ShapePhantom {
  if (phantom.unit === 'arbitrary') return phantom;
  const shapes = phantom.shapes.map((shape) => ({ ...shape, value: shape.value / WATER_MU_PER_MM }));
  return { ...phantom, unit: 'arbitrary', shapes };
}

function imageParts(phantom: ImagePhantom): MaterialPart[] {
  const unit = phantom.unit === 'arbitrary' ? 1 : WATER_MU_PER_MM;
  const boneDensity = muPerMm('cortical-bone', REFERENCE_ENERGY_KEV) / muPerMm('water', REFERENCE_ENERGY_KEV);
  const water = new Float32Array(phantom.values.length);
  const bone = new Float32Array(phantom.values.length);
  let hasBone = false;
  phantom.values.forEach((value, i) => {
    const relative = value / unit;
    if (phantom.unit === 'arbitrary' || relative <= BONE_ABOVE) water[i] = relative;
    else {
      hasBone = true;
      const part = (relative - BONE_ABOVE) / (boneDensity - BONE_ABOVE);
      water[i] = part < 1 ? (1 - part) * BONE_ABOVE : 0;
      bone[i] = part < 1 ? part : relative / boneDensity;
    }
  });
  const part = (values: Float32Array): ImagePhantom => ({ ...phantom, unit: 'arbitrary', values });
  const parts: MaterialPart[] = [{ material: 'water', phantom: part(water) }];
  if (hasBone) parts.push({ material: 'cortical-bone', phantom: part(bone) });
  return parts;
}

/**
 * A phantom as a beam of one energy sees it. At 60 keV, and in units of its own, it is the phantom itself; elsewhere every
 * material attenuates as its table says, and what has no material as water does.
 */
export function phantomAtEnergy(phantom: Phantom, energyKeV: number): Phantom {
  if (energyKeV === REFERENCE_ENERGY_KEV || phantom.unit === 'arbitrary') return phantom;
  if (phantom.kind === 'image') {
    const values = new Float32Array(phantom.values.length);
    for (const { material, phantom: part } of imageParts(phantom)) {
      const mu = muPerMm(material, energyKeV);
      (part as ImagePhantom).values.forEach((density, i) => {
        values[i]! += density * mu;
      });
    }
    return { ...phantom, values };
  }
  const waterRatio = muPerMm('water', energyKeV) / WATER_MU_PER_MM;
  const shapes = phantom.shapes.map((shape) => ({
    ...shape,
    value: shape.material ? muPerMm(shape.material, energyKeV) * (shape.density ?? 1) : shape.value * waterRatio,
  }));
  return { ...phantom, shapes };
}
