import * as v from 'valibot';
import { exactly, oneOf } from '../validation.ts';
import { IMAGE_VALUES } from './image-values.ts';
import { fileName } from './measurement-schema.ts';
import { numberAt } from './number-fields.ts';

/** An image file as a phantom: what its values mean, and its pixel size where the file does not say. */
export const imagePhantom = exactly({
  image: fileName,
  values: v.optional(oneOf(IMAGE_VALUES)),
  pixelSizeMm: v.optional(numberAt('reconstruction.grid.pixelSizeMm')),
});

export type ImagePhantomReference = v.InferOutput<typeof imagePhantom>;
