import { type ExperimentInput, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { ImageValues } from '../../experiment/image-values.ts';
import { filesOfArray, type OpenedArray } from './opened-arrays.ts';

/** What a person says of an image or a volume, where its file does not. */
export interface ImageAnswers {
  readonly imageValues: ImageValues;
  /** Of a pixel; NaN where nothing was typed. */
  readonly spacingMm: number;
  /** Of a volume from slice to slice; left out or NaN where they are as far apart as pixels. */
  readonly sliceSpacingMm?: number;
  /** Of numbered files: whether the first is the highest slice. */
  readonly isFirstHighest?: boolean;
}

/**
 * The image or volume as a phantom, with what was said of it.
 *
 * @throws InputError where it cannot be
 */
export function imageFrom(array: OpenedArray, answers: ImageAnswers): ExperimentInput {
  const { files, gaps } = array;
  const named = filesOfArray(array);
  if (gaps) {
    const said = {
      ...(gaps.lacksPixelSize && { pixelSizeMm: answers.spacingMm }),
      ...(gaps.doubt !== null && { values: answers.imageValues }),
    };
    return parseExperimentInput({ phantom: { image: named, ...said } });
  }
  const { sliceSpacingMm = Number.NaN, isFirstHighest = false } = answers;
  // Slices are counted from the lowest.
  const ordered = files && isFirstHighest ? [...files].reverse() : named;
  // A size of a pixel that is the file's own is left to it, since that of its slices may be another.
  const isOwn = array.pixelSizeMm === answers.spacingMm;
  return parseExperimentInput({
    phantom: {
      ...{ image: ordered, values: answers.imageValues },
      ...(!isOwn && { pixelSizeMm: answers.spacingMm }),
      ...(array.shape.length === 3 && sliceSpacingMm > 0 && { sliceSpacingMm }),
    },
  });
}
