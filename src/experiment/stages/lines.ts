import type { DeviceArray } from '../../compute/device.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { detectorRowsOf, type Scan, weightedScan } from '../../geometry/scan.ts';
import { COMPLETION_LIMITS, completeSinogram, planCompletion } from '../../reconstruction/complete-lines.ts';
import { planRebin } from '../../reconstruction/rebin-to-parallel.ts';
import { refinedScan } from '../../reconstruction/refine-views.ts';
import { sinogramIn, sinogramNeeds, sinogramScan } from './corrected.ts';
import { plan, stage, wayOf } from './given.ts';
import { slicesPart } from './slices-part.ts';

export const completion = plan({
  name: 'completion',
  reads: () => null,
  needs: () => ({ sinogramScan }),
  make: (_reads, { sinogramScan }) => planCompletion(sinogramScan, COMPLETION_LIMITS),
});

/** The sinogram with the lines that are measured in other views, for every filter and method; `null` where none are missing. */
export const completed = stage({
  name: 'completed',
  phase: 'filter',
  givesWay: true,
  reads: (given) => ({ isCorrected: wayOf(given).isCorrected }),
  needs: ({ isCorrected }) => ({ completion, ...sinogramNeeds(isCorrected) }),
  async *run({ operators, create }, _reads, { completion, ...sinogram }) {
    if (!completion) return null;
    const { anglesRad, channels } = completion.completed;
    const rows = detectorRowsOf(completion.measured);
    const out = await create(anglesRad.length * rows, channels);
    if (rows > 1) {
      const { rowByRow } = await slicesPart();
      const complete = (row: DeviceArray, into: DeviceArray) => completeSinogram(operators, completion, row, into);
      for await (const done of rowByRow(operators, rows, sinogramIn(sinogram), out, complete)) yield { done };
      return out;
    }
    for await (const { views } of completeSinogram(operators, completion, sinogramIn(sinogram), out)) {
      yield { done: views / out.rows };
    }
    return out;
  },
});

const rebinning = plan({
  name: 'rebinning',
  reads: () => null,
  needs: () => ({ sinogramScan, completion }),
  make: (_reads, { sinogramScan, completion }) => planRebin(completion?.completed ?? sinogramScan),
});

/** The readings of the parallel scan that rays from a source have measured, for every filter. */
export const rebinned = stage({
  name: 'rebinned',
  phase: 'filter',
  givesWay: true,
  reads: (given) => ({ isCorrected: wayOf(given).isCorrected }),
  needs: ({ isCorrected }) => ({ rebinning, completed, ...sinogramNeeds(isCorrected) }),
  async *run({ operators, create }, _reads, { rebinning, completed, ...sinogram }) {
    const { rebinToParallel } = await fetchedPart(
      () => import('../../reconstruction/rebin-steps.ts'),
      'The part that rebins to parallel rays',
    );
    const { anglesRad, channels } = rebinning.parallel;
    const out = await create(anglesRad.length, channels);
    for await (const { views } of rebinToParallel(operators, rebinning, completed ?? sinogramIn(sinogram), out)) {
      yield { done: views / out.rows };
    }
    return out;
  },
});

/** The scan that the lines are of which are filtered. */
export const linesScan = plan({
  name: 'scan of the lines',
  reads: (given) => ({ rebins: wayOf(given).rebins }),
  needs: ({ rebins }) => ({ sinogramScan, completion, rebinning: rebins ? rebinning : null }),
  make: (_reads, { sinogramScan, completion, rebinning }): Scan =>
    rebinning?.parallel ?? completion?.completed ?? sinogramScan,
});

/** The scan that the views are of which are back-projected. */
export const viewsScan = plan({
  name: 'scan of the views',
  reads: (given) => {
    const { filters, refines } = wayOf(given);
    return { filters, refines };
  },
  needs: () => ({ linesScan }),
  make({ filters, refines }, { linesScan }) {
    // Views that are weighted may be longer than what was measured.
    const weighted = filters ? weightedScan(linesScan) : linesScan;
    return refines ? refinedScan(weighted) : weighted;
  },
});

/** What a part needs that reads lines ready to be filtered. */
export function linesNeeds({ isCorrected, rebins }: { readonly isCorrected: boolean; readonly rebins: boolean }) {
  return rebins
    ? { rebinned, completed: null, reading: null, corrected: null }
    : { rebinned: null, completed, ...sinogramNeeds(isCorrected) };
}

export function linesIn({
  rebinned,
  completed,
  ...sinogram
}: { readonly rebinned: DeviceArray | null; readonly completed: DeviceArray | null } & Parameters<
  typeof sinogramIn
>[0]): DeviceArray {
  return rebinned ?? completed ?? sinogramIn(sinogram);
}
