import type { ByteSource } from '../byte-source.ts';
import type { ArrayOptions, DecodedArray } from '../format.ts';
import { placeOfFrame } from './frame-place.ts';
import { meaningOfStored, mustBeMeant, valuesOfPixels } from './frame-values.ts';
import { framesOf } from './frames-of.ts';
import { opened } from './open-dicom.ts';
import { checkPicture } from './picture-kind.ts';
import { readFramePixels } from './pixel-data.ts';
import { pixelElement, readPixelFormat } from './pixel-format.ts';
import { type StackedSlice, volumeOfSlices } from './stacked-slices.ts';
import { TAG } from './tags.ts';

/**
 * The volume that the frames of an enhanced image make, each with the place, orientation, pixel size and rescale of its own
 * functional groups, of those that all frames share, or of the object (PS3.3 § C.7.6.16).
 *
 * @returns `null` where there is one frame, which is a slice
 * @throws InputError (rejects) as `readDicomSlice` does, naming the frame where one is wrong
 */
export function readFrames(source: ByteSource, name: string, options: ArrayOptions): Promise<DecodedArray | null> {
  return opened(source, name, async (walked) => {
    const { form, dataSet } = walked;
    checkPicture(dataSet, name);
    const frames = framesOf(dataSet, name);
    if (frames === 1) return null;
    const { said } = options;
    mustBeMeant(dataSet, said, name);
    const format = readPixelFormat(dataSet, name);
    // Before anything of that size is made.
    options.mayBeRead([frames, format.rows, format.columns]);
    const element = pixelElement(dataSet)!;
    const pixelsOf = await readFramePixels(walked.source, element, form.packing, { ...format, frames }, name);
    const slices = Array.from({ length: frames }, (_, frame): StackedSlice => {
      const own = dataSet.withItem(TAG.perFrameGroups, frame);
      const nameOfFrame = `${name}: frame ${frame + 1}`;
      const meaningOf = meaningOfStored(own, format, said, nameOfFrame);
      const read = async () => valuesOfPixels(walked, own, await pixelsOf(frame), format, meaningOf, said, nameOfFrame);
      return { ...placeOfFrame(own, nameOfFrame), name: nameOfFrame, read };
    });
    return volumeOfSlices(slices, name, 'save the frames of one volume as a file of their own', options);
  });
}
