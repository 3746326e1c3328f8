import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { MaterialName } from '../phantom/material-names.ts';
import type { Filling, ImagePhantom, Phantom } from '../phantom/phantom.ts';
import type { SolidPhantom } from '../phantom/solids/solid.ts';
import { muPerMm } from './materials/attenuation-of-material.ts';
import { REFERENCE_ENERGY_KEV } from './physics-settings.ts';
import { attenuationOf, boneIn, type Fill, isBoneIn, mixtureOf, waterIn } from './water-and-bone.ts';

/** What a beam goes through. */
export type ScannedPhantom = Phantom | SolidPhantom;
type PhantomOfBodies = Exclude<ScannedPhantom, ImagePhantom>;

/** One material of a phantom, and where it is. */
export interface MaterialPart {
  readonly material: MaterialName;
  /** Its values are densities in units of the material's usual one, so that its scan gives path lengths in mm. */
  readonly phantom: ScannedPhantom;
}

/**
 * What a phantom is made of.
 *
 * - Shapes or solids with materials: one part for each; those of other materials are 0 in it, but cover what lies beneath.
 * - Shapes or solids without: all of it water, as dense as its value says; a value of 1 in units of its own counts as water.
 * - Images, and volumes of voxels: up to +300 HU water, as dense as the value says; above, a mixture of that with cortical
 *   bone, so much of it that the value at 60 keV is right; what is denser than bone is dense bone.
 */
export function materialParts(phantom: ScannedPhantom): readonly MaterialPart[] {
  return atOnce(materialPartsInSteps(phantom));
}

/** The same, with a pause after so many voxels of a volume. */
export function* materialPartsInSteps(phantom: ScannedPhantom): Generator<void, readonly MaterialPart[], void> {
  if (phantom.kind === 'image') return yield* imageParts(phantom);
  const materials = [...new Set(bodiesOf(phantom).flatMap(({ material }) => (material ? [material] : [])))];
  if (materials.length === 0) return [{ material: 'water', phantom: asDensity(phantom) }];
  return materials.map((material) => ({ material, phantom: partOf(phantom, material) }));
}

function bodiesOf(phantom: PhantomOfBodies): readonly Filling[] {
  return phantom.kind === 'solids' ? phantom.solids : phantom.shapes;
}

/** The phantom with other values in its bodies, less the first ones. */
function withValues(phantom: PhantomOfBodies, newValue: (body: Filling) => number, first = 0): PhantomOfBodies {
  const revalued = <Body extends Filling>(bodies: readonly Body[]) =>
    bodies.slice(first).map((body) => ({ ...body, value: newValue(body) }));
  return phantom.kind === 'solids'
    ? { ...phantom, solids: revalued(phantom.solids) }
    : { ...phantom, shapes: revalued(phantom.shapes) };
}

function partOf(phantom: PhantomOfBodies, material: MaterialName): PhantomOfBodies {
  // Beneath the first body of the material there is nothing of it to be covered.
  const first = bodiesOf(phantom).findIndex((body) => body.material === material);
  const part = withValues(phantom, (body) => (body.material === material ? (body.density ?? 1) : 0), first);
  return { ...part, unit: 'arbitrary' };
}

function asDensity(phantom: PhantomOfBodies): PhantomOfBodies {
  if (phantom.unit === 'arbitrary') return phantom;
  return { ...withValues(phantom, ({ value }) => value / WATER_MU_PER_MM), unit: 'arbitrary' };
}

function* imageParts(phantom: ImagePhantom): Generator<void, MaterialPart[], void> {
  const mixture = mixtureOf(phantom);
  const densityOf = function* (fill: Fill) {
    return { ...(yield* refilled(phantom, fill)), unit: 'arbitrary' as const };
  };
  const parts: MaterialPart[] = [{ material: 'water', phantom: yield* densityOf(waterIn(mixture)) }];
  const hasBone = isBoneIn(phantom.values, mixture) || (phantom.volume && isBoneIn(phantom.volume.values, mixture));
  if (hasBone) parts.push({ material: 'cortical-bone', phantom: yield* densityOf(boneIn(mixture)) });
  return parts;
}

/** So many voxels take some hundredths of a second. */
const VOXELS_PER_STEP = 2 ** 22;

/** An image, and the volume that it is of, with other values. */
function* refilled(phantom: ImagePhantom, fill: Fill): Generator<void, ImagePhantom, void> {
  const { values, volume } = phantom;
  const flat = new Float32Array(values.length);
  fill(values, flat, { from: 0, to: flat.length });
  if (!volume) return { ...phantom, values: flat };
  const voxels = new Float32Array(volume.values.length);
  for (let from = 0; from < voxels.length; from += VOXELS_PER_STEP) {
    fill(volume.values, voxels, { from, to: Math.min(voxels.length, from + VOXELS_PER_STEP) });
    yield;
  }
  return { ...phantom, values: flat, volume: { ...volume, values: voxels } };
}

/** What comes of steps, without a pause. */
export function atOnce<Out>(steps: Generator<void, Out, void>): Out {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * A phantom as a beam of one energy sees it. At 60 keV, and in units of its own, it is the phantom itself; elsewhere every
 * material attenuates as its table says, and what has no material as water does.
 */
export function phantomAtEnergy(phantom: ScannedPhantom, energyKeV: number): ScannedPhantom {
  return atOnce(phantomAtEnergyInSteps(phantom, energyKeV));
}

/** The same, with a pause after so many voxels of a volume. */
export function* phantomAtEnergyInSteps(
  phantom: ScannedPhantom,
  energyKeV: number,
): Generator<void, ScannedPhantom, void> {
  if (energyKeV === REFERENCE_ENERGY_KEV || phantom.unit === 'arbitrary') return phantom;
  if (phantom.kind === 'image') {
    const [water, bone] = [muPerMm('water', energyKeV), muPerMm('cortical-bone', energyKeV)];
    const mixture = mixtureOf(phantom);
    return yield* refilled(phantom, attenuationOf(mixture, water, bone));
  }
  const waterRatio = muPerMm('water', energyKeV) / WATER_MU_PER_MM;
  return withValues(phantom, ({ material, density = 1, value }) =>
    material ? muPerMm(material, energyKeV) * density : value * waterRatio,
  );
}
