import type { DeviceArray, RunControl } from '../compute/device.ts';
import { type Grid, gridShape, sliceCentreMm } from '../geometry/grid.ts';
import { type Helix, halfTurnReachRad, pathAtHeightRad, pathWithinRad, type SliceRays } from '../geometry/helix.ts';
import type { ReadingWeights } from '../geometry/reading-weights.ts';
import { detectorRowsOf, helixOf, type Scan } from '../geometry/scan.ts';
import type { ViewMix } from '../kernels/mix-views/view-mix.ts';
import type { Interpolation } from '../kernels/refine-views/interpolation.ts';
import type { Operators } from '../operators/contract.ts';
import { planPreparation } from './prepare-views.ts';
import type { RampWindow } from './ramp-windows.ts';
import { refinedScan } from './refine-views.ts';
import { slabsFromMiddle, type VolumeStep } from './volume-steps.ts';

export interface SliceFilter {
  readonly window?: RampWindow;
  readonly cutoff?: number;
  readonly interpolation?: Interpolation;
}

/**
 * Single-slice reconstruction of a helix by 180° linear interpolation (180° LI: Crawford & King, Med. Phys. 17:967, 1990, doi
 * 10.1118/1.596464; Polacin, Kalender & Marchal, Radiology 185:29, 1992, doi 10.1148/radiology.185.1.1523331): the readings
 * of the row in the plane of the source are taken to run in slices. For each slice every line is interpolated between its two
 * nearest readings, half a turn apart along the path and seen from opposite sides (kernels/half-turn-weight.ts), and what
 * comes of it is a fan's filtered back-projection. Slices that the path does not reach far enough beyond stay 0: half a turn
 * and the full fan angle to either side. The middle ones come first. Yields after every slice, or after every step of views.
 *
 * @param readings [views × detector rows, channels], line integrals
 * @param volume [slices × rows, columns] of the grid
 * @throws Error where the source does not rise
 */
export async function* reconstructHalfTurns<A extends DeviceArray>(
  operators: Operators<A>,
  scan: Scan,
  grid: Grid,
  readings: A,
  volume: A,
  { window = 'ram-lak', cutoff = 1, interpolation = 'linear' }: SliceFilter = {},
  viewsPerStep?: () => number,
  control: RunControl = {},
): AsyncGenerator<VolumeStep, void, void> {
  const views = scan.anglesRad.length;
  const [, , slices] = gridShape(grid);
  const helix = helixOf(scan);
  if (!helix) throw new Error('there is nothing to interpolate between where the source does not rise');
  const rays = helix.inSlices();
  const { filter } = planPreparation(rays.scan, window, cutoff);
  const isSmooth = interpolation === 'smooth';
  const seen = isSmooth ? refinedScan(rays.scan) : rays.scan;
  const arrays: A[] = [];
  const create = async (columns: number) => {
    const array = await operators.create(views, columns);
    arrays.push(array);
    return array;
  };
  try {
    await operators.clear(volume);
    const [lines, weighted, filtered] = [
      await create(scan.channels),
      await create(scan.channels),
      await create(scan.channels),
    ];
    const shown = isSmooth ? await create(seen.channels) : filtered;
    await operators.mixViews(rowOfEachView(rays.row, scan), readings, lines, { from: 0, to: views });
    let made = 0;
    for (const slab of slabsFromMiddle(slices, 1)) {
      const zMm = sliceCentreMm(grid, slab.from) + (grid.centreZMm ?? 0);
      const at = pathAtHeightRad(helix, zMm);
      const range = viewsAbout(helix, rays, at);
      if (range) {
        await operators.weightReadings(sliceWeights(helix, rays, at), lines, weighted, range);
        await operators.filterViews(filter!, weighted, filtered, range);
        if (isSmooth) await operators.refineViews(filtered, shown, range);
      }
      for (let from = 0; from < views; ) {
        const to = viewsPerStep ? Math.min(views, from + Math.max(1, Math.floor(viewsPerStep()))) : views;
        const part = range && { from: Math.max(range.from, from), to: Math.min(range.to, to) };
        if (part && part.to > part.from) {
          await operators.backProjectVolume(shown, seen, grid, volume, part, slab, { signal: control.signal });
        }
        control.signal?.throwIfAborted();
        control.onProgress?.((made + to / views) / slices);
        yield { stage: 'back-project', views: made === slices - 1 ? to : 0, slab };
        from = to;
      }
      made++;
    }
  } finally {
    for (const array of arrays) operators.release(array);
  }
}

/** The views that a slice is interpolated between, or `null` where the path ends too near. */
function viewsAbout(helix: Helix, rays: SliceRays<Scan>, at: number) {
  const reach = halfTurnReachRad(rays);
  const part = pathWithinRad(helix, reach);
  if (!part || at < part.fromRad || at > part.toRad) return null;
  return {
    from: helix.elapsedRad.findIndex((elapsed) => elapsed > at - reach),
    to: helix.elapsedRad.findLastIndex((elapsed) => elapsed < at + reach) + 1,
  };
}

/** A fan's weights before the ramp, with those of the two sides of each line. */
function sliceWeights(
  { elapsedRad }: Helix,
  { channelWeights, fanAngleRad }: SliceRays<Scan>,
  at: number,
): ReadingWeights {
  return { channelWeights, redundancy: { elapsedRad, fanAngleRad, halfExcessRad: 0, groups: [], sliceAtRad: at } };
}

/** One row of each view, between the two next to it where it is none of them. */
function rowOfEachView(row: number, scan: Scan): ViewMix {
  const [lower, upper] = [Math.floor(row), Math.ceil(row)];
  const terms =
    lower === upper
      ? [{ of: lower, share: 1 }]
      : [
          { of: lower, share: upper - row },
          { of: upper, share: row - lower },
        ];
  const [views, rows] = [scan.anglesRad.length, detectorRowsOf(scan)];
  const each = (value: (view: number, term: (typeof terms)[number]) => number) =>
    Array.from({ length: views }, (_, view) => terms.map((term) => value(view, term))).flat();
  return {
    firstTerm: Uint32Array.from({ length: views + 1 }, (_, view) => terms.length * view),
    views: Uint32Array.from(each((view, { of }) => view * rows + of)),
    shares: Float32Array.from(each((_, { share }) => share)),
  };
}
