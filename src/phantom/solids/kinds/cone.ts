import * as v from 'valibot';
import { exactVariant, numberBetween } from '../../../validation.ts';
import { size } from '../../shapes/shape-entries.ts';
import { coneInMm } from '../solids-in-mm.ts';
import { middle, type SolidKind, turnedAndCut } from './solid-kind.ts';

/**
 * A cone along its own z, (x, y, z) half-way up: the semi-axes are those of its base, and at its top it has shrunk to
 * `topScale` of these, 0 to a tip.
 */
const schema = exactVariant({
  type: v.literal('cone'),
  ...middle,
  semiAxisX: size,
  semiAxisY: size,
  length: size,
  topScale: v.optional(numberBetween(0, 0.999)),
  ...turnedAndCut,
});

export const cone = {
  type: 'cone',
  schema,
  inMm: ({ semiAxisX, semiAxisY, length, topScale }, placed, unitMm) =>
    coneInMm(placed, [semiAxisX * unitMm, semiAxisY * unitMm], length * unitMm, topScale ?? 0),
} as const satisfies SolidKind<v.InferOutput<typeof schema>>;
