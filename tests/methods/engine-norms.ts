// What methods scale their steps and priors by: as the engine has it, and over whole matrices.

import type { Grid } from '../../src/geometry/grid.ts';
import { detectorRowsOf, type Scan } from '../../src/geometry/scan.ts';
import { NORM_MARGIN, squaredNormOf, squaredNormWithGradient } from '../../src/methods/iterative/operator-norm.ts';
import { algebra } from '../../src/operators/algebra.ts';
import { imageVariation } from '../../src/operators/image-variation.ts';
import { projector } from '../../src/operators/projector.ts';
import { cpuOperators } from '../support/walk.ts';
import { dot, type Rows, times } from './dense-methods.ts';

/** ‖A‖² and ‖[A/‖A‖; ∇/‖∇‖]‖² as the engine has them. */
export async function squaredNorms(scan: Scan, grid: Grid): Promise<readonly [ofMatrix: number, ofBoth: number]> {
  const operators = cpuOperators();
  const newImage = () => operators.create((grid.slices ?? 1) * grid.rows, grid.columns);
  const image = await newImage();
  const readings = await operators.create(scan.anglesRad.length * detectorRowsOf(scan), scan.channels);
  const pair = projector(operators, scan, grid);
  const variation = imageVariation(operators, grid);
  const scratch = { image, step: await newImage(), readings, field: await operators.create(...variation.fieldShape) };
  const squares = NORM_MARGIN * (await squaredNormOf(operators, algebra(operators), pair, image, readings));
  const both = await squaredNormWithGradient(operators, algebra(operators), pair, variation, squares, scratch);
  return [squares, both];
}

/** Mean over all pixels of AᵀA1. */
export function scaleOf(rows: Rows): number {
  const lengths = times(rows, new Array<number>(rows[0]!.length).fill(1));
  return dot(lengths, lengths) / rows[0]!.length;
}
