import * as v from 'valibot';
import { exactVariant } from '../../../validation.ts';
import { size } from '../../shapes/shape-entries.ts';
import { ellipsoidInMm } from '../solids-in-mm.ts';
import { middle, type SolidKind, turnedAndCut } from './solid-kind.ts';

const schema = exactVariant({ type: v.literal('sphere'), ...middle, radius: size, ...turnedAndCut });

export const sphere = {
  type: 'sphere',
  schema,
  inMm: ({ radius }, placed, unitMm) => ellipsoidInMm(placed, [radius * unitMm, radius * unitMm, radius * unitMm]),
} as const satisfies SolidKind<v.InferOutput<typeof schema>>;
