import type { PixelLayout } from '../pixel-layout.ts';

/**
 * What a neighbour counts, by how many steps it is away within the slice (0 … 2, a diagonal being two) and across slices
 * (0 or 1): 1 over its distance, so that all neighbours of a pixel in the midst count 1 together.
 */
export interface NeighbourWeights {
  readonly side: number;
  readonly diagonal: number;
  /** In the next slice. */
  readonly above: number;
  readonly sideAbove: number;
  readonly diagonalAbove: number;
}

/** Of the 8 neighbours in a slice, or the 26 in space. */
export function neighbourWeights({ slices, sliceSpacing }: PixelLayout): NeighbourWeights {
  const above = (square: number) => (slices > 1 ? 1 / Math.sqrt(square + sliceSpacing ** 2) : 0);
  const [side, diagonal] = [1, Math.SQRT1_2];
  const sum = 4 * (side + diagonal) + 2 * (above(0) + 4 * above(1) + 4 * above(2));
  return {
    side: side / sum,
    diagonal: diagonal / sum,
    above: above(0) / sum,
    sideAbove: above(1) / sum,
    diagonalAbove: above(2) / sum,
  };
}

export interface Neighbour {
  readonly rows: number;
  readonly columns: number;
  readonly slices: number;
  readonly weight: number;
}

/** Where neighbours lie, those that count. */
export function neighbours(layout: PixelLayout): readonly Neighbour[] {
  const { side, diagonal, above, sideAbove, diagonalAbove } = neighbourWeights(layout);
  const weights = [
    [0, side, diagonal],
    [above, sideAbove, diagonalAbove],
  ];
  const steps = [-1, 0, 1];
  return steps
    .flatMap((slices) => steps.flatMap((rows) => steps.map((columns) => ({ slices, rows, columns }))))
    .map((step) => ({
      ...step,
      weight: weights[Math.abs(step.slices)]![Math.abs(step.rows) + Math.abs(step.columns)]!,
    }))
    .filter(({ weight }) => weight > 0);
}
