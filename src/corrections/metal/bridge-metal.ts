import type { DeviceArray } from '../../compute/device.ts';
import { type Grid, gridRadiusMm, gridShape } from '../../geometry/grid.ts';
import { detectorRowsOf, loweredScan, type Scan } from '../../geometry/scan.ts';
import type { Operators } from '../../operators/contract.ts';
import { projector } from '../../operators/projector.ts';
import type { CorrectionContext } from '../correction.ts';
import { type Alone, metalAlone } from './metal-alone.ts';

/** Metal attenuates more than this many times as much as water; the densest bone some 3 times, titanium 8 times. */
export const METAL_OVER_WATER = 4;

/** A sinogram without the metal's trace, and where the metal is. */
export interface BridgedMetal<A> {
  readonly sinogram: A;
  /** 1 where the image shows metal, [slices · rows, columns] of the image's grid. */
  readonly mask: A;
}

/**
 * Bridges what metal hides (Kalender, Hebel & Ebersberger, Radiology 164:576, 1987, doi 10.1148/radiology.164.2.3602406):
 * a first image says where metal is; the forward projection of that mask says which readings go through it; a straight
 * line between the readings beside them, along the row of the detector, takes their place. What is reconstructed from that
 * has no metal in it, and no streaks from it; `mask` says where to put the first image's metal back in. Above and below a
 * volume nothing is known; metal that reaches its end is taken to go on.
 *
 * @param sinogram [views · detector rows, channels]
 * @param image of the sinogram as it is, a slice or a volume
 * @param above what counts as metal, in the image's unit
 * @returns `null` where there is no metal
 */
export async function bridgeMetal<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  scan: Scan,
  image: A,
  grid: Grid,
  above: number,
  follow: Pick<CorrectionContext<A>, 'signal' | 'tell'> = {},
): Promise<BridgedMetal<A> | null> {
  const mask = await operators.create(image.rows, image.columns);
  const made = new Set<A>([mask]);
  try {
    await operators.threshold(image, above, mask);
    const metal = await metalAlone(operators, mask, grid, slicesBeyond(scan, grid));
    if (!metal) return null;
    made.add(metal.array);
    const trace = await operators.create(sinogram.rows, sinogram.columns);
    made.add(trace);
    await project(operators, metal, scan, trace, follow);
    const bridged = await operators.create(sinogram.rows, sinogram.columns);
    made.add(bridged);
    await operators.bridgeTrace(sinogram, trace, bridged);
    made.delete(mask);
    made.delete(bridged);
    return { sinogram: bridged, mask };
  } finally {
    for (const array of made) operators.release(array);
  }
}

/** How many slices beyond the ends of a volume rays get that pass through it: their height over its width. */
function slicesBeyond(scan: Scan, grid: Grid): number {
  const { rows, axisRow, rowsPerUnit } = loweredScan(scan).detector;
  const steepest = Math.max(Math.abs(axisRow), Math.abs(rows - 1 - axisRow)) / rowsPerUnit;
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm } = grid;
  return Math.ceil((2 * gridRadiusMm(grid) * steepest) / sliceSpacingMm);
}

async function project<A extends DeviceArray>(
  operators: Operators<A>,
  { array, grid }: Alone<A>,
  scan: Scan,
  trace: A,
  { signal, tell }: Pick<CorrectionContext<A>, 'signal' | 'tell'>,
): Promise<void> {
  const ofMetal = projector(operators, scan, grid);
  const views = scan.anglesRad.length;
  const workPerRay = Math.max(...gridShape(grid)) / 4;
  const step = operators.viewsPerStep('scan', detectorRowsOf(scan) * scan.channels * workPerRay);
  for (let from = 0; from < views; from += step) {
    signal?.throwIfAborted();
    const to = Math.min(views, from + step);
    await ofMetal.forward(array, trace, { from, to });
    tell?.(to / views);
  }
}
