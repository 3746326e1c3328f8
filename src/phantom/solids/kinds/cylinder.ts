import * as v from 'valibot';
import { exactVariant } from '../../../validation.ts';
import { size } from '../../shapes/shape-entries.ts';
import { cylinderInMm } from '../solids-in-mm.ts';
import { middle, type SolidKind, turnedAndCut } from './solid-kind.ts';

/** An elliptical cylinder along its own z. */
const schema = exactVariant({
  type: v.literal('cylinder'),
  ...middle,
  semiAxisX: size,
  semiAxisY: size,
  length: size,
  ...turnedAndCut,
});

export const cylinder = {
  type: 'cylinder',
  schema,
  inMm: ({ semiAxisX, semiAxisY, length }, placed, unitMm) =>
    cylinderInMm(placed, [semiAxisX * unitMm, semiAxisY * unitMm], length * unitMm),
} as const satisfies SolidKind<v.InferOutput<typeof schema>>;
