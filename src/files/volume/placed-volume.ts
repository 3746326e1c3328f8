import { InputError } from '../../errors.ts';

/** Of places in a patient or a scanner: to the patient's right, to the front, to the head. */
export type Vector = readonly [x: number, y: number, z: number];

/** How a file's voxels become a volume [slices, rows, columns] with x to the right, y up and z up; docs/conventions.md. */
export interface PlacedVolume {
  readonly shape: readonly [slices: number, rows: number, columns: number];
  readonly pixelSizeMm: number;
  readonly sliceSpacingMm: number;
  /** Where the file's first voxel goes, and how much further the next one along each of its axes does. */
  readonly first: number;
  readonly strides: readonly [number, number, number];
  /** What somebody should know of it: sentences without the file's name. */
  readonly remarks: readonly string[];
}

/** A cosine between axes above this is no rounding: the volume is sheared, as by a tilted gantry. */
const MOST_SKEW = 0.01;
/** A volume that is turned by less is taken for straight without a word. */
const SLIGHTLY_DEG = 0.5;
/** Sides of a pixel that differ by a larger part are not those of a square. */
const SQUARE = 2e-3;

/**
 * Lays a volume along the axes that its own are nearest to, none of them mirrored: an oblique one is turned as a whole, which
 * leaves every length in it as it was.
 *
 * @param counts voxels along the file's axes, the fastest first
 * @param steps from voxel to voxel along each, in mm
 * @throws InputError where axes are not at right angles, or pixels not square
 */
export function placedVolume(
  counts: readonly [number, number, number],
  steps: readonly [Vector, Vector, Vector],
  name: string,
): PlacedVolume {
  const lengths = steps.map((step) => Math.hypot(...step)) as unknown as Vector;
  if (!lengths.every((length) => length >= 1e-6 && length <= 1e6)) {
    throw new InputError(
      `${name}: the distances between its voxels must be lengths in millimetres, got ${lengths.map(short).join(', ')}`,
    );
  }
  const axes = steps.map((step, axis) => step.map((x) => x / lengths[axis]!) as unknown as Vector);
  for (const [a, b] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const) {
    if (Math.abs(dot(axes[a]!, axes[b]!)) > MOST_SKEW) {
      throw new InputError(
        `${name}: the axes of its voxels are not at right angles, as under a tilted gantry; resample it along straight axes first`,
      );
    }
  }
  const { along, signs, turnedDeg } = nearestAxes(axes);
  const axisOf = (world: number) => along.indexOf(world);
  const [columns, rows, slices] = [0, 1, 2].map((world) => counts[axisOf(world)]!) as [number, number, number];
  const [acrossMm, downMm, sliceSpacingMm] = [0, 1, 2].map((world) => lengths[axisOf(world)]!) as [
    number,
    number,
    number,
  ];
  if (Math.abs(acrossMm - downMm) > SQUARE * Math.max(acrossMm, downMm)) {
    throw new InputError(
      `${name}: its pixels across the axis are ${short(acrossMm)} mm wide and ${short(downMm)} mm high, but only square pixels are read; resample it first`,
    );
  }
  // Rows count downwards.
  const inVolume = [1, -columns, rows * columns];
  const strides = along.map((world, axis) => signs[axis]! * inVolume[world]!) as [number, number, number];
  const first = strides.reduce((sum, stride, axis) => sum + (stride < 0 ? -stride * (counts[axis]! - 1) : 0), 0);
  const remarks =
    turnedDeg > SLIGHTLY_DEG
      ? [`its axes are turned from the scanner's by ${Math.round(turnedDeg)}°; the volume is taken as if they were not`]
      : [];
  return {
    shape: [slices, rows, columns],
    pixelSizeMm: (acrossMm + downMm) / 2,
    sliceSpacingMm,
    first,
    strides,
    remarks,
  };
}

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;
const ODD = [1, 2, 5];

/**
 * Which axis each of three is nearest to, and whether it runs the other way: of the ways that mirror just as these do, the one
 * that turns them least.
 */
function nearestAxes(axes: readonly Vector[]): {
  readonly along: readonly number[];
  readonly signs: readonly number[];
  readonly turnedDeg: number;
} {
  const hand = Math.sign(dot(cross(axes[0]!, axes[1]!), axes[2]!));
  let best = {
    along: [0, 1, 2] as readonly number[],
    signs: [1, 1, 1] as readonly number[],
    trace: Number.NEGATIVE_INFINITY,
  };
  for (const [order, along] of ORDERS.entries()) {
    for (let bits = 0; bits < 8; bits++) {
      const signs: readonly number[] = [0, 1, 2].map((axis) => ((bits >> axis) & 1 ? -1 : 1));
      const isOdd = ODD.includes(order);
      if (signs.reduce((product, sign) => product * sign, isOdd ? -1 : 1) !== hand) continue;
      const trace = axes.reduce((sum, axis, i) => sum + signs[i]! * axis[along[i]!]!, 0);
      if (trace > best.trace) best = { along, signs, trace };
    }
  }
  // The trace of a turn is 1 + 2·cos of its angle.
  const turnedDeg = (180 / Math.PI) * Math.acos(Math.min(1, Math.max(-1, (best.trace - 1) / 2)));
  return { along: best.along, signs: best.signs, turnedDeg };
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
