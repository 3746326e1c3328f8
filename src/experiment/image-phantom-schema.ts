import * as v from 'valibot';
import { numberSchema } from '../number-field.ts';
import { exactly, oneOf, shown } from '../validation.ts';
import { IMAGE_VALUES } from './image-values.ts';
import { LIMITS } from './limits.ts';
import { fileName } from './measurement-schema.ts';
import { nameOfFiles } from './name-of-files.ts';
import { numberAt } from './number-fields.ts';

/**
 * An image, a volume or the slices of a series as a phantom: what its values mean, and how large its pixels are and how far apart its slices where
 * the file does not say; which slice of a volume it is that scans of a slice see.
 */
export const imagePhantom = exactly({
  image: v.union(
    [fileName, v.pipe(v.array(fileName), v.minLength(2), v.maxLength(LIMITS.slices.most))],
    (issue) => `must be the name of a file, or those of the slices of a series, got ${shown(issue.input)}`,
  ),
  values: v.optional(oneOf(IMAGE_VALUES)),
  pixelSizeMm: v.optional(numberAt('reconstruction.grid.pixelSizeMm')),
  sliceSpacingMm: v.optional(numberAt('reconstruction.grid.sliceSpacingMm')),
  slice: v.optional(numberSchema({ label: 'Slice', least: 0, most: LIMITS.slices.most - 1, isWhole: true })),
});

export type ImagePhantomReference = v.InferOutput<typeof imagePhantom>;

/** What a phantom that is in one file or in several is called. */
export function imageName({ image }: Pick<ImagePhantomReference, 'image'>): string {
  return nameOfFiles(image);
}
