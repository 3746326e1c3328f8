import { type TableBinding, table } from '../compute/gpu/gpu-kernel.ts';
import * as layouts from '../compute/gpu/struct-layouts.ts';
import { type LoweredRays, VIEW_VECTORS_LENGTH } from '../geometry/lowered-rays.ts';
import { highAndLow, highsAndLows } from './scan-shapes/double-single.ts';

type Vector = readonly [number, number, number];

/** How rays come about from s; see shaders/common/space-view.wgsl. */
const KINDS: Record<LoweredRays['kind'], { spread: 0 | 1; channel(s: number): readonly [number, number] }> = {
  parallel: { spread: 0, channel: (s) => [s, 0] },
  flat: { spread: 1, channel: (s) => [s, 0] },
  // cos γ − 1 = −2 sin²(γ/2)
  arc: { spread: 1, channel: (s) => [Math.sin(s), -2 * Math.sin(s / 2) ** 2] },
};

/** A scan's views, channels and rows for shaders/common/space-view.wgsl, in this order, kept with the scan. */
export function spaceRayTables(rays: LoweredRays): readonly [TableBinding, TableBinding, TableBinding] {
  return [
    table('views in space', rays, () => layouts.SpaceView.pack(viewsOf(rays))),
    table('channels in space', rays, () => Float32Array.from(channelsOf(rays))),
    table('detector rows', rays, () => Float32Array.from(rowsOf(rays))),
  ];
}

/** The same with channels and rows at half steps, [2 · channels + 1] and [2 · rows + 1]: the middle of each between its edges. */
export function halfStepRayTables(rays: LoweredRays): readonly [TableBinding, TableBinding, TableBinding] {
  const [views] = spaceRayTables(rays);
  return [
    views,
    table('channels in space at half steps', rays, () => Float32Array.from(channelsOf(withHalfSteps(rays)))),
    table('detector rows at half steps', rays, () => Float32Array.from(rowsOf(withHalfSteps(rays)))),
  ];
}

/** A detector of the same extent, edges included, with twice as many channels and rows, and one more. */
function withHalfSteps(rays: LoweredRays): LoweredRays {
  const { channels, rows, axisChannel, axisRow, channelsPerUnit, rowsPerUnit } = rays.detector;
  const detector = {
    ...rays.detector,
    ...{ channels: 2 * channels + 1, axisChannel: 2 * axisChannel + 1, channelsPerUnit: 2 * channelsPerUnit },
    ...{ rows: 2 * rows + 1, axisRow: 2 * axisRow + 1, rowsPerUnit: 2 * rowsPerUnit },
  };
  return { ...rays, detector };
}

/** The same in twice f32's digits, each number as (high, low). */
export function doubleSpaceRayTables(rays: LoweredRays): readonly [TableBinding, TableBinding, TableBinding] {
  return [
    table('views in space in double', rays, () => packDoubleSpaceViews(rays)),
    table('channels in space in double', rays, () => Float32Array.from(channelsOf(rays).flatMap(highAndLow))),
    table('detector rows in double', rays, () => Float32Array.from(rowsOf(rays).flatMap(highAndLow))),
  ];
}

function viewsOf({ kind, vectors }: LoweredRays) {
  const { spread } = KINDS[kind];
  return Array.from({ length: vectors.length / VIEW_VECTORS_LENGTH }, (_, view) => {
    const vector = (k: number) => {
      const at = VIEW_VECTORS_LENGTH * view + 3 * k;
      return [vectors[at]!, vectors[at + 1]!, vectors[at + 2]!] as const;
    };
    const [from, across, along, ahead] = [vector(0), vector(1), vector(2), vector(3)];
    const depthMm = -dot(from, ahead) / dot(ahead, ahead);
    const middleMm = from.map((x, i) => x + depthMm * ahead[i]!) as unknown as Vector;
    return { middleMm, depthMm: spread === 0 ? 1 : depthMm, across, spread, along, ahead };
  });
}

/** s and h of its channels, [channels × 2]. */
function channelsOf({ kind, detector, aside }: LoweredRays): number[] {
  const { channels, axisChannel, channelsPerUnit } = detector;
  return Array.from({ length: channels }, (_, channel) => {
    const [s, h] = KINDS[kind].channel((channel - axisChannel) / channelsPerUnit);
    return [s - aside, h];
  }).flat();
}

/** t of its rows, [rows]. */
function rowsOf({ detector }: LoweredRays): number[] {
  const { rows, axisRow, rowsPerUnit } = detector;
  return Array.from({ length: rows }, (_, row) => (row - axisRow) / rowsPerUnit);
}

function packDoubleSpaceViews(rays: LoweredRays): ArrayBuffer {
  return layouts.DoubleSpaceView.pack(
    viewsOf(rays).map(({ middleMm, depthMm, across, spread, along, ahead }) => {
      const [middleHighMm, middleLowMm] = highsAndLows(middleMm);
      const [acrossHigh, acrossLow] = highsAndLows(across);
      const [alongHigh, alongLow] = highsAndLows(along);
      const [aheadHigh, aheadLow] = highsAndLows(ahead);
      return {
        ...{ middleHighMm, middleLowMm, acrossHigh, acrossLow, alongHigh, alongLow, aheadHigh, aheadLow },
        ...{ depthMm: highAndLow(depthMm), spread },
      };
    }),
  );
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
