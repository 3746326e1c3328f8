import type { DeviceArray, RunControl } from '../compute/device.ts';
import { type Grid, gridShape, type SliceRange, sliceCentreMm } from '../geometry/grid.ts';
import { featherRad, type Helix, type HelixWindow, helixWindow } from '../geometry/helix.ts';
import { fieldOfViewRadiusMm, type Scan } from '../geometry/scan.ts';
import type { Operators } from '../operators/contract.ts';
import { slabsFromMiddle, type VolumeStep } from './volume-steps.ts';

/** Slices that are asked for at a time, so that no thread waits for the others. */
const SLICES_AT_ONCE = 4;

/**
 * Feldkamp's algorithm for a helix, which is approximate everywhere (Wang, Lin, Cheng & Shinozaki, IEEE Trans. Med. Imaging
 * 12:486, 1993, doi 10.1109/42.241876): every slice is the sum over a whole turn about it, in which the source is half a
 * pitch below it at first and half a pitch above at last (geometry/helix.ts). What does not change along the axis is as
 * exact as of a circle, whatever the pitch. Slices that the source did not come by over a whole turn stay 0. The middle ones
 * come first. Yields after every few slices, or after every step of views of all slices.
 *
 * @param views [views × detector rows, channels], weighted and filtered
 * @param volume [slices × rows, columns] of the grid
 * @param viewsPerStep asked before every step; left out, all views are one, and of 0 none is added
 */
export async function* backProjectHelix<A extends DeviceArray>(
  operators: Operators<A>,
  scan: Scan,
  helix: Helix,
  grid: Grid,
  views: A,
  volume: A,
  viewsPerStep?: () => number,
  control: RunControl = {},
): AsyncGenerator<VolumeStep, void, void> {
  const count = scan.anglesRad.length;
  const [, , slices] = gridShape(grid);
  const feather = featherRad(helix, seenRadiusMm(scan, grid));
  await operators.clear(volume);
  const sliceOf = (slice: number) => {
    const zMm = sliceCentreMm(grid, slice) + (grid.centreZMm ?? 0);
    const window = helixWindow(helix, scan.viewWeightsRad, feather, zMm);
    return { slice, window, scan: window && { ...scan, viewWeightsRad: window.viewWeightsRad } };
  };
  const add = async (of: ReturnType<typeof sliceOf>, from: number, to: number) => {
    if (!of.window || !of.scan) return;
    const range = within(of.window, from, to);
    const slab = { from: of.slice, to: of.slice + 1 };
    if (range.to > range.from) {
      await operators.backProjectVolume(views, of.scan, grid, volume, range, slab, { signal: control.signal });
    }
  };
  const slabs = slabsFromMiddle(slices, SLICES_AT_ONCE);
  const slicesOf = ({ from, to }: SliceRange) => Array.from({ length: to - from }, (_, i) => sliceOf(from + i));
  if (viewsPerStep) {
    // Few at a time, so that all slices grow together.
    const all = slabs.map(slicesOf);
    for (let from = 0; from < count; ) {
      const step = viewsPerStep();
      const to = step === 0 ? from : Math.min(count, from + Math.max(1, Math.floor(step)));
      for (const ofSlab of all) {
        await Promise.all(ofSlab.map((of) => add(of, from, to)));
        control.signal?.throwIfAborted();
      }
      control.onProgress?.(to / count);
      yield { stage: 'back-project', views: to };
      from = to;
    }
    return;
  }
  let made = 0;
  for (const slab of slabs) {
    const ofSlab = slicesOf(slab);
    made += ofSlab.length;
    await Promise.all(ofSlab.map((of) => add(of, 0, count)));
    control.signal?.throwIfAborted();
    control.onProgress?.(made / slices);
    yield { stage: 'back-project', views: slab === slabs.at(-1) ? count : 0, slab };
  }
}

function within(window: HelixWindow, from: number, to: number) {
  return { from: Math.max(window.from, from), to: Math.min(window.to, to) };
}

/** How far from the axis there is something to reconstruct: as far as the grid reaches and every view sees. */
function seenRadiusMm(scan: Scan, grid: Grid): number {
  const [columns, rows] = gridShape(grid);
  return Math.min(fieldOfViewRadiusMm(scan), (Math.hypot(columns, rows) * grid.pixelSizeMm) / 2);
}
