import * as v from 'valibot';
import { exactVariant } from '../../../validation.ts';
import { size } from '../../shapes/shape-entries.ts';
import { ellipsoidInMm } from '../solids-in-mm.ts';
import { middle, type SolidKind, turnedAndCut } from './solid-kind.ts';

const schema = exactVariant({
  type: v.literal('ellipsoid'),
  ...middle,
  semiAxisX: size,
  semiAxisY: size,
  semiAxisZ: size,
  ...turnedAndCut,
});

export const ellipsoid = {
  type: 'ellipsoid',
  schema,
  inMm: ({ semiAxisX, semiAxisY, semiAxisZ }, placed, unitMm) =>
    ellipsoidInMm(placed, [semiAxisX * unitMm, semiAxisY * unitMm, semiAxisZ * unitMm]),
} as const satisfies SolidKind<v.InferOutput<typeof schema>>;
