import { excerpt, InputError } from '../../errors.ts';
import type { DataSet } from './data-set.ts';
import { TAG } from './tags.ts';

/**
 * How many frames an object has. More than one must be described one by one, as in enhanced CT and MR images (PS3.3
 * § C.7.6.16).
 *
 * @throws InputError where that is not so
 */
export function framesOf(dataSet: DataSet, name: string): number {
  const said = dataSet.text(TAG.numberOfFrames) ?? '1';
  const frames = Number(said);
  if (frames === 1) return 1;
  const described = dataSet.items(TAG.perFrameGroups).length;
  if (!(Number.isInteger(frames) && frames > 1) || described === 0) {
    throw new InputError(
      `${name}: the DICOM file holds ${excerpt(said, 16)} frames, but only single slices are read, and images that say of each frame where it lies (enhanced CT)`,
    );
  }
  if (described !== frames) {
    throw new InputError(
      `${name}: the DICOM file holds ${frames} frames, but describes ${described} (PerFrameFunctionalGroupsSequence)`,
    );
  }
  return frames;
}

/** @throws InputError where there are more */
export function mustBeOneFrame(dataSet: DataSet, name: string): void {
  const frames = framesOf(dataSet, name);
  if (frames > 1) throw new InputError(`${name}: the DICOM file holds ${frames} frames; open it alone`);
}
