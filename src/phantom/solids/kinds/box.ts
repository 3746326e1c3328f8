import * as v from 'valibot';
import { exactVariant } from '../../../validation.ts';
import { size } from '../../shapes/shape-entries.ts';
import { boxInMm } from '../solids-in-mm.ts';
import { middle, type SolidKind, turnedAndCut } from './solid-kind.ts';

const schema = exactVariant({
  type: v.literal('box'),
  ...middle,
  sizeX: size,
  sizeY: size,
  sizeZ: size,
  ...turnedAndCut,
});

export const box = {
  type: 'box',
  schema,
  inMm: ({ sizeX, sizeY, sizeZ }, placed, unitMm) => boxInMm(placed, [sizeX * unitMm, sizeY * unitMm, sizeZ * unitMm]),
} as const satisfies SolidKind<v.InferOutput<typeof schema>>;
