import type { ImageGrid } from '../geometry/image-grid.ts';
import type { Scan } from '../geometry/scan.ts';
import type { DeviceArray, Operators } from '../operators/contract.ts';
import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { BeamPlan } from '../physics/scan-plan.ts';
import { planStarvation } from '../physics/starvation-plan.ts';
import { bridgeMetal, METAL_OVER_WATER } from '../reconstruction/cures/metal.ts';
import { cureRings } from '../reconstruction/cures/rings.ts';
import type { Corrections } from './physics-schema.ts';

/** What the cures have to know of a scan. */
export interface CureContext<A> {
  readonly corrections: Corrections;
  readonly scan: Scan;
  readonly grid: ImageGrid;
  /** Photons of the unattenuated beam, where there is noise. */
  readonly photons: number | undefined;
  /** Left out for a measurement, of which nobody knows it. */
  readonly beam: BeamPlan | null;
  /** A new image of a sinogram, on the grid. */
  readonly reconstruct: (sinogram: A) => Promise<A>;
}

/** A cured sinogram, and the metal that was taken out of it. */
export interface CuredSinogram<A> {
  readonly sinogram: A;
  readonly metal: { readonly mask: A; readonly image: A } | null;
}

/**
 * Cures a sinogram in the order in which its faults arose, from the last: readings starved of photons, hardening in
 * water, rings, metal.
 *
 * @param reading stays as it is
 */
export async function cureSinogram<A extends DeviceArray>(
  operators: Operators<A>,
  reading: A,
  context: CureContext<A>,
): Promise<CuredSinogram<A>> {
  const { corrections, photons, beam, scan, grid } = context;
  const made: A[] = [];
  const keep = async (array: Promise<A>) => {
    made.push(await array);
    return made.at(-1)!;
  };
  try {
    const sinogram = await keep(operators.create(reading.rows, reading.columns));
    const least =
      corrections.starvation && photons !== undefined && beam
        ? planStarvation(photons, beam.outputScale)
        : { thresholds: NO_THRESHOLDS };
    await operators.smoothStarved(least, reading, sinogram);
    if (corrections.water && beam?.correction) await operators.applyPolynomial(beam.correction, sinogram, sinogram);
    if (corrections.rings) await cureRings(operators, sinogram);
    if (!corrections.metal) {
      made.length = 0;
      return { sinogram, metal: null };
    }
    const image = await keep(context.reconstruct(sinogram));
    const above = METAL_OVER_WATER * (beam?.water ?? WATER_MU_PER_MM);
    const bridged = await bridgeMetal(operators, sinogram, scan, image, grid, above);
    operators.release(sinogram);
    made.length = 0;
    return { sinogram: bridged.sinogram, metal: { mask: bridged.mask, image } };
  } finally {
    for (const array of made) operators.release(array);
  }
}

/** With no threshold smoothing copies. */
const NO_THRESHOLDS = Float32Array.of(Number.POSITIVE_INFINITY);
