// Total variation and Huber's prior written down anew for small slices in double precision.

import { dot, plus, type Rows, times, transposed, type Vector } from './dense-methods.ts';

/** Rows of ∇ of an image of so many rows and columns: the differences along rows of all pixels, then those along columns. */
export function gradientRows(rows: number, columns: number): number[][] {
  const difference = (from: number, to: number | null) => {
    const row = new Array<number>(rows * columns).fill(0);
    if (to !== null) [row[from], row[to]] = [-1, 1];
    return row;
  };
  const pixels = Array.from({ length: rows * columns }, (_, i) => i);
  return [
    ...pixels.map((i) => difference(i, (i % columns) + 1 < columns ? i + 1 : null)),
    ...pixels.map((i) => difference(i, i + columns < rows * columns ? i + columns : null)),
  ];
}

const lengthAt = (field: Vector, i: number) => Math.hypot(field[i]!, field[i + field.length / 2]!);

export function totalVariation(gradient: Rows, x: Vector): number {
  const field = times(gradient, x);
  return x.reduce((sum, _, i) => sum + lengthAt(field, i), 0);
}

export function shortened(field: Vector, most: number): Vector {
  return field.map((value, i) => value * Math.min(1, most / (lengthAt(field, i % (field.length / 2)) || 1)));
}

/** As Chambolle and Pock have it, over K = [A/‖A‖; ∇/√8], and with Condat’s over-relaxation. */
export function densePdhg(
  rows: Rows,
  b: Vector,
  gradient: Rows,
  iterations: number,
  { norm, step, radius, isEquality }: { norm: number; step: number; radius: number; isEquality: boolean },
): Vector {
  const relaxation = 1.5;
  const scaled = rows.map((row) => Array.from(row, (value) => value / norm));
  const differences = gradient.map((row) => Array.from(row, (value) => value / Math.sqrt(8)));
  let [x, p, q]: Vector[] = [new Array(rows[0]!.length).fill(0), b.map(() => 0), gradient.map(() => 0)];
  let image = x!;
  const further = (from: Vector, to: Vector) => plus(from, relaxation, plus(to, -1, from));
  for (let n = 0; n < iterations; n++) {
    const misfit = times(scaled, x!).map((value, i) => value - b[i]! / norm);
    const nextP = plus(p!, step, misfit).map((value) => (isEquality ? value : value / (1 + step)));
    const nextQ = shortened(plus(q!, step, times(differences, x!)), radius);
    const [aheadP, aheadQ] = [plus(nextP, 1, plus(nextP, -1, p!)), plus(nextQ, 1, plus(nextQ, -1, q!))];
    const down = plus(times(transposed(scaled), aheadP), 1, times(transposed(differences), aheadQ));
    image = plus(x!, -step, down).map((value) => Math.max(0, value));
    [x, p, q] = [further(x!, image), further(p!, nextP), further(q!, nextQ)];
  }
  return image;
}

/** Steps of separable parabolas over Huber's prior on eight neighbours, whose weights make 1 together. */
export function densePwls(
  rows: Rows,
  b: Vector,
  weights: Vector,
  size: readonly [rows: number, columns: number],
  iterations: number,
  { strength, threshold }: { strength: number; threshold: number },
): { x: Vector; objectives: number[] } {
  const columns = transposed(rows);
  const pixels = size[0] * size[1];
  const data = times(
    columns,
    times(rows, new Array(pixels).fill(1)).map((value, i) => value * weights[i]!),
  );
  const beta = (strength * data.reduce((sum, value) => sum + value, 0)) / pixels;
  const pairs: [number, number, number][] = [];
  for (let i = 0; i < pixels; i++) {
    for (let j = 0; j < pixels; j++) {
      const [across, down] = [(i % size[1]) - (j % size[1]), Math.floor(i / size[1]) - Math.floor(j / size[1])];
      if (i === j || Math.abs(across) > 1 || Math.abs(down) > 1) continue;
      pairs.push([i, j, 1 / Math.hypot(across, down) / (4 + 2 * Math.SQRT2)]);
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
