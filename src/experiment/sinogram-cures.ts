import type { ImageGrid } from '../geometry/image-grid.ts';
import type { Scan } from '../geometry/scan.ts';
import type { DeviceArray, Operators } from '../operators/contract.ts';
import type { BeamPlan } from '../physics/scan-plan.ts';
import { planScatter } from '../physics/scatter-plan.ts';
import { planStarvation } from '../physics/starvation-plan.ts';
import { completeSinogram, planCompletion } from '../reconstruction/complete-lines.ts';
import { type AxisFinding, findAxis } from '../reconstruction/cures/axis/find-axis.ts';
import { bridgeMetal, METAL_OVER_WATER } from '../reconstruction/cures/metal.ts';
import { cureRings } from '../reconstruction/cures/rings.ts';
import { extendSinogram, planExtension } from '../reconstruction/cures/truncation.ts';
import { COMPLETION_LIMITS, EXTENSION_LIMITS } from './derived-sizes.ts';
import type { Corrections } from './physics-schema.ts';

/** What the cures have to know of a scan. */
export interface CureContext<A> {
  readonly corrections: Corrections;
  readonly scan: Scan;
  readonly grid: ImageGrid;
  /** Photons of the unattenuated beam, where there is noise. */
  readonly photons: number | undefined;
  /** Left out where there is no physics, and for a measurement, of which nobody knows it. */
  readonly beam: BeamPlan | null;
  /** What water is in the image's unit where there is no beam to say it. */
  readonly water: number;
  /** A new image of a sinogram, on the grid. */
  readonly reconstruct: (sinogram: A, scan: Scan) => Promise<A>;
}

/** A cured sinogram, and the metal that was taken out of it. */
export interface CuredSinogram<A> {
  readonly sinogram: A;
  /** Whose sinogram it is now: its axis may have been found elsewhere, and its views may go on beyond the detector. */
  readonly scan: Scan;
  /** The same of the channels that the detector has. */
  readonly measuredScan: Scan;
  /** Where the axis was found; `null` where it was not looked for. */
  readonly axis: AxisFinding | null;
  readonly metal: { readonly mask: A; readonly image: A } | null;
}

/**
 * Cures a sinogram in the order in which its faults arose, from the last: readings starved of photons, scatter,
 * hardening in water, rings, metal; the axis is looked for before anything is reconstructed, and views are extended in the end.
 *
 * @param reading stays as it is
 */
export async function cureSinogram<A extends DeviceArray>(
  operators: Operators<A>,
  reading: A,
  context: CureContext<A>,
): Promise<CuredSinogram<A>> {
  const { corrections, photons, beam, grid } = context;
  const made: A[] = [];
  const keep = async (array: Promise<A>) => {
    made.push(await array);
    return made.at(-1)!;
  };
  try {
    let sinogram = await keep(operators.create(reading.rows, reading.columns));
    const least =
      corrections.starvation && photons !== undefined && beam
        ? planStarvation(photons, beam.outputScale)
        : { thresholds: NO_THRESHOLDS };
    await operators.smoothStarved(least, reading, sinogram);
    if (corrections.scatter && beam) {
      const plan = planScatter({ channels: reading.columns, photons, outputScale: beam.outputScale });
      const scattered = sinogram;
      sinogram = await keep(operators.create(reading.rows, reading.columns));
      await operators.subtractScatter(plan, scattered, sinogram);
    }
    if (corrections.water && beam?.correction) await operators.applyPolynomial(beam.correction, sinogram, sinogram);
    if (corrections.rings) await cureRings(operators, sinogram);
    const axis = corrections.axis ? await findAxis(operators, sinogram, context.scan) : null;
    const scan = { ...context.scan, offset: context.scan.offset + (axis?.shift ?? 0) };
    const waterMuPerMm = beam?.water ?? context.water;
    let cured = sinogram;
    let metal: CuredSinogram<A>['metal'] = null;
    if (corrections.metal) {
      const image = await keep(context.reconstruct(sinogram, scan));
      const bridged = await bridgeMetal(operators, sinogram, scan, image, grid, METAL_OVER_WATER * waterMuPerMm);
      made.push(bridged.sinogram, bridged.mask);
      cured = bridged.sinogram;
      metal = { mask: bridged.mask, image };
    }
    let whole: Scan = scan;
    // What the detector's other end has measured is no guess.
    const completion = corrections.truncation ? planCompletion(scan, COMPLETION_LIMITS) : null;
    if (completion) {
      whole = completion.completed;
      const completed = await keep(operators.create(whole.anglesRad.length, whole.channels));
      for await (const _ of completeSinogram(operators, completion, cured, completed));
      cured = completed;
    }
    const extension = corrections.truncation ? planExtension(whole, grid, waterMuPerMm, EXTENSION_LIMITS) : null;
    const extended = extension
      ? await extendSinogram(operators, cured, whole, extension)
      : { sinogram: cured, scan: whole };
    const result = { ...extended, measuredScan: scan, axis, metal };
    const kept = new Set<A | undefined>([extended.sinogram, metal?.mask, metal?.image]);
    for (const array of made.splice(0)) if (!kept.has(array)) operators.release(array);
    return result;
  } finally {
    for (const array of made) operators.release(array);
  }
}

/** With no threshold smoothing copies. */
const NO_THRESHOLDS = Float32Array.of(Number.POSITIVE_INFINITY);
