import * as v from 'valibot';
import { exactly, listOf, numberBetween, oneOf, textUpTo } from '../../validation.ts';
import { MATERIAL_NAMES } from '../material-names.ts';

// What the shapes of phantom files have in common, as entries of their schemas.

const MAX_CLIPS = 8;

export const position = numberBetween(-10_000, 10_000);
export const size = numberBetween(1e-6, 10_000);
export const label = v.optional(textUpTo(200));

/** What fills a shape: a value, or in a phantom of materials a material, its density relative to the usual one. */
export const filling = {
  value: v.optional(numberBetween(-1_000_000, 1_000_000)),
  material: v.optional(oneOf(MATERIAL_NAMES)),
  density: v.optional(numberBetween(1e-6, 100)),
};

/** The middle of a box, before its sides. */
export const middle = { label, x: position, y: position };

/**
 * How a box is turned, cut and filled, after its sides. Half-planes are in its own frame: they move and turn with it. Each
 * keeps the points p, measured from the box's middle, with p · n ≤ distance, n the direction that `normalDeg` gives from its
 * first axis.
 */
export const turnedAndCut = {
  angleDeg: v.optional(numberBetween(-3600, 3600), 0),
  clip: v.optional(
    listOf(exactly({ normalDeg: numberBetween(-3600, 3600), distance: position }), 'half-planes', 0, MAX_CLIPS),
  ),
  ...filling,
};
