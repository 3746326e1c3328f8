import * as v from 'valibot';
import { exactVariant, listOf } from '../../../validation.ts';
import { fileShape } from '../../shapes/file-shape.ts';
import { label, position } from '../../shapes/shape-entries.ts';

/** More shapes than any slice here needs. */
const MAX_SHAPES = 512;

/** Shapes of the slice plane that go on unchanged from one height to another, each with a filling of its own. */
export const extrusion = exactVariant({
  type: v.literal('extrusion'),
  label,
  zFrom: position,
  zTo: position,
  shapes: listOf(fileShape, 'shapes', 0, MAX_SHAPES),
});

export type Extrusion = v.InferOutput<typeof extrusion>;
