// Total variation and Huber's prior written down anew for small images, flat or in space, in double precision.

import { dot, plus, type Rows, times, transposed, type Vector } from './dense-methods.ts';

/** How pixels lie in an image; a slice has one of `slices`. */
export interface PixelCounts {
  readonly rows: number;
  readonly columns: number;
  readonly slices?: number;
  /** From slice to slice, in pixels. */
  readonly sliceSpacing?: number;
}

const pixelsOf = ({ rows, columns, slices = 1 }: PixelCounts) => rows * columns * slices;

/** Column, row and slice of pixel i. */
const placeOf = ({ rows, columns }: PixelCounts, i: number) =>
  [i % columns, Math.floor(i / columns) % rows, Math.floor(i / (rows * columns))] as const;

/** Rows of ∇: the differences along rows of all pixels, then those along columns, then in space those along slices. */
export function gradientRows(counts: PixelCounts): number[][] {
  const { rows, columns, slices = 1, sliceSpacing = 1 } = counts;
  const pixels = Array.from({ length: pixelsOf(counts) }, (_, i) => i);
  const difference = (from: number, to: number, isThere: boolean, spacing = 1) => {
    const row = new Array<number>(pixels.length).fill(0);
    if (isThere) [row[from], row[to]] = [-1 / spacing, 1 / spacing];
    return row;
  };
  const perSlice = rows * columns;
  return [
    ...pixels.map((i) => difference(i, i + 1, (i % columns) + 1 < columns)),
    ...pixels.map((i) => difference(i, i + columns, (i % perSlice) + columns < perSlice)),
    ...(slices === 1 ? [] : pixels.map((i) => difference(i, i + perSlice, i + perSlice < pixels.length, sliceSpacing))),
  ];
}

/** Of pixel i's vector, in a field of so many pixels. */
const lengthAt = (field: Vector, i: number, pixels: number) => Math.hypot(...field.filter((_, k) => k % pixels === i));

export function totalVariation(gradient: Rows, x: Vector): number {
  const field = times(gradient, x);
  return x.reduce((sum, _, i) => sum + lengthAt(field, i, x.length), 0);
}

export function shortened(field: Vector, most: number, pixels: number): Vector {
  return field.map((value, i) => value * Math.min(1, most / (lengthAt(field, i % pixels, pixels) || 1)));
}

/** As Chambolle and Pock have it, over K = [A/‖A‖; ∇/‖∇‖], and with Condat’s over-relaxation. */
export function densePdhg(
  rows: Rows,
  b: Vector,
  gradient: Rows,
  iterations: number,
  {
    norm,
    gradientNorm = Math.sqrt(8),
    step,
    radius,
    isEquality,
  }: { norm: number; gradientNorm?: number; step: number; radius: number; isEquality: boolean },
): Vector {
  const relaxation = 1.5;
  const scaled = rows.map((row) => Array.from(row, (value) => value / norm));
  const differences = gradient.map((row) => Array.from(row, (value) => value / gradientNorm));
  let [x, p, q]: Vector[] = [new Array(rows[0]!.length).fill(0), b.map(() => 0), gradient.map(() => 0)];
  let image = x!;
  const further = (from: Vector, to: Vector) => plus(from, relaxation, plus(to, -1, from));
  for (let n = 0; n < iterations; n++) {
    const misfit = times(scaled, x!).map((value, i) => value - b[i]! / norm);
    const nextP = plus(p!, step, misfit).map((value) => (isEquality ? value : value / (1 + step)));
    const nextQ = shortened(plus(q!, step, times(differences, x!)), radius, x!.length);
    const [aheadP, aheadQ] = [plus(nextP, 1, plus(nextP, -1, p!)), plus(nextQ, 1, plus(nextQ, -1, q!))];
    const down = plus(times(transposed(scaled), aheadP), 1, times(transposed(differences), aheadQ));
    image = plus(x!, -step, down).map((value) => Math.max(0, value));
    [x, p, q] = [further(x!, image), further(p!, nextP), further(q!, nextQ)];
  }
  return image;
}

/** Steps of separable parabolas over Huber's prior on all neighbours, whose weights make 1 together. */
export function densePwls(
  rows: Rows,
  b: Vector,
  weights: Vector,
  counts: PixelCounts,
  iterations: number,
  { strength, threshold }: { strength: number; threshold: number },
): { x: Vector; objectives: number[] } {
  const columns = transposed(rows);
  const pixels = pixelsOf(counts);
  const data = times(
    columns,
    times(rows, new Array(pixels).fill(1)).map((value, i) => value * weights[i]!),
  );
  const beta = (strength * data.reduce((sum, value) => sum + value, 0)) / pixels;
  const pairs: [number, number, number][] = [];
  for (let i = 0; i < pixels; i++) {
    for (let j = 0; j < pixels; j++) {
      const [from, to] = [placeOf(counts, i), placeOf(counts, j)];
      const [across, down, up] = from.map((at, axis) => to[axis]! - at) as [number, number, number];
      if (i === j || Math.max(Math.abs(across), Math.abs(down), Math.abs(up)) > 1) continue;
      const distance = Math.hypot(across, down, up * (counts.sliceSpacing ?? 1));
      pairs.push([i, j, 1 / distance / weightsTogether(counts)]);
    }
  }
  const objective = (x: Vector) => {
    const misfit = times(rows, x).map((value, i) => value - b[i]!);
    const prior = pairs.reduce((sum, [i, j, weight]) => {
      const t = Math.abs(x[i]! - x[j]!);
      return sum + (weight / 2) * (t <= threshold ? (t * t) / 2 : threshold * t - threshold ** 2 / 2);
    }, 0);
    return (
      dot(
        misfit.map((value, i) => value * weights[i]!),
        misfit,
      ) /
        2 +
      beta * prior
    );
  };
  let x: Vector = new Array(pixels).fill(0);
  const objectives = [objective(x)];
  for (let n = 0; n < iterations; n++) {
    const misfit = times(rows, x).map((value, i) => (value - b[i]!) * weights[i]!);
    const slope = times(columns, misfit);
    const curvature = [...data];
    for (const [i, j, weight] of pairs) {
      const t = x[i]! - x[j]!;
      const clamped = Math.max(-threshold, Math.min(threshold, t));
      slope[i]! += beta * weight * clamped;
      curvature[i]! += 2 * beta * weight * (t === 0 ? 1 : clamped / t);
    }
    x = x.map((value, i) => Math.max(0, value - (curvature[i] === 0 ? 0 : slope[i]! / curvature[i]!)));
    objectives.push(objective(x));
  }
  return { x, objectives };
}

/** Of all neighbours of a pixel in the midst, each 1 over its distance. */
function weightsTogether({ slices = 1, sliceSpacing = 1 }: PixelCounts): number {
  const steps = [-1, 0, 1];
  const heights = slices === 1 ? [0] : [-sliceSpacing, 0, sliceSpacing];
  const distances = heights.flatMap((up) =>
    steps.flatMap((down) => steps.map((across) => Math.hypot(across, down, up))),
  );
  return distances.filter((distance) => distance > 0).reduce((sum, distance) => sum + 1 / distance, 0);
}
