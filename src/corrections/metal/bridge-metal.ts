import type { DeviceArray } from '../../compute/device.ts';
import type { ImageGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { Operators } from '../../operators/contract.ts';

/** Metal attenuates more than this many times as much as water; the densest bone some 3 times, titanium 8 times. */
export const METAL_OVER_WATER = 4;

/** A sinogram without the metal's trace, and where the metal is. */
export interface BridgedMetal<A> {
  readonly sinogram: A;
  /** 1 where the image shows metal, [rows, columns] of the image's grid. */
  readonly mask: A;
}

/**
 * Bridges what metal hides (Kalender, Hebel & Ebersberger, Radiology 164:576, 1987, doi 10.1148/radiology.164.2.3602406):
 * a first image says where metal is; the forward projection of that mask says which readings go through it; a straight
 * line between the readings beside them takes their place. What is reconstructed from that has no metal in it, and no
 * streaks from it; `mask` says where to put the first image's metal back in.
 *
 * @param image of the sinogram as it is
 * @param above what counts as metal, in the image's unit
 */
export async function bridgeMetal<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  scan: Scan,
  image: A,
  grid: ImageGrid,
  above: number,
): Promise<BridgedMetal<A>> {
  const mask = await operators.create(grid.rows, grid.columns);
  const made: A[] = [mask];
  try {
    await operators.threshold(image, above, mask);
    const trace = await operators.create(sinogram.rows, sinogram.columns);
    made.push(trace);
    const step = operators.viewsPerStep('scan', (scan.channels * Math.max(grid.rows, grid.columns)) / 4);
    for (let from = 0; from < sinogram.rows; from += step) {
      await operators.scanImage(mask, grid, scan, trace, { from, to: Math.min(sinogram.rows, from + step) });
    }
    const bridged = await operators.create(sinogram.rows, sinogram.columns);
    made.push(bridged);
    await operators.bridgeTrace(sinogram, trace, bridged);
    operators.release(trace);
    made.length = 0;
    return { sinogram: bridged, mask };
  } finally {
    for (const array of made) operators.release(array);
  }
}
