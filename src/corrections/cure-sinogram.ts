import type { DeviceArray } from '../compute/device.ts';
import { fetchedPart } from '../fetched-part.ts';
import type { Scan } from '../geometry/scan.ts';
import type { Operators } from '../operators/contract.ts';
import type { CorrectedSinogram, CorrectionContext, MadeCorrection } from './correction.ts';
import { CORRECTIONS } from './registry.ts';

/** What the corrections of one scan have to know of it. */
export type CureContext<A extends DeviceArray> = Pick<
  CorrectionContext<A>,
  'host' | 'grid' | 'imageGrid' | 'photons' | 'beam' | 'signalFactor' | 'water' | 'reconstruct' | 'signal' | 'tell'
>;

/**
 * Makes corrections to a sinogram, one after the other. What its image steps need are arrays of their own; so is the result,
 * unless corrections have left the readings as they are: then it is the array that was given, of which a large scan need not
 * have two.
 *
 * @param corrections in the order in which they are made
 * @param reading stays as it is
 */
export async function cureSinogram<A extends DeviceArray>(
  operators: Operators<A>,
  corrections: readonly MadeCorrection[],
  reading: A,
  scan: Scan,
  context: CureContext<A>,
): Promise<CorrectedSinogram<A>> {
  const works = await Promise.all(
    corrections.map(async ({ kind, ...settings }) => {
      const work = await fetchedPart(() => CORRECTIONS.get(kind).load(), 'The part that corrects sinograms');
      return { ...work, settings };
    }),
  );
  const made = new Set<A>();
  const adopt = (array: A) => {
    made.add(array);
    return array;
  };
  const create = async (rows: number, columns: number) => adopt(await operators.create(rows, columns));
  const writable = async (sinogram: A) => {
    if (sinogram !== reading) return sinogram;
    const copy = await create(reading.rows, reading.columns);
    await operators.smoothStarved(NOTHING_STARVED, reading, copy);
    return copy;
  };
  const reconstruct = async (sinogram: A, of: Scan) => adopt(await context.reconstruct(sinogram, of));
  const release = (kept: ReadonlySet<A>) => {
    for (const array of made) {
      if (kept.has(array)) continue;
      made.delete(array);
      operators.release(array);
    }
  };
  try {
    let cured: CorrectedSinogram<A> = { sinogram: reading, scan, measuredScan: scan, findings: {}, imageSteps: [] };
    for (const { correct, settings } of works) {
      cured = await correct(cured, { ...context, settings, operators, reconstruct, create, adopt, writable });
      release(arraysOf(cured));
    }
    return cured;
  } catch (error) {
    release(new Set());
    throw error;
  }
}

/** Every array that a sinogram and the slice made of it depend on. */
function arraysOf<A extends DeviceArray>({ sinogram, imageSteps }: CorrectedSinogram<A>): Set<A> {
  return new Set([sinogram, ...imageSteps.flatMap(({ arrays }) => arrays)]);
}

/** With no threshold smoothing copies. */
const NOTHING_STARVED = { thresholds: Float32Array.of(Number.POSITIVE_INFINITY) };
