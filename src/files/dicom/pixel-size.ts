import { InputError } from '../../errors.ts';
import type { DataSet } from './data-set.ts';
import { settingOfFrame } from './picture-kind.ts';
import { TAG } from './tags.ts';

/** Pixels that are not square by more than this are refused. */
const SPACING_TOLERANCE = 1e-3;

/**
 * The side of a square pixel, from the functional groups of the frame or from the object; `null` where the file does not
 * say. ImagerPixelSpacing is not taken instead: it is a size on a detector.
 *
 * @throws InputError where pixels are not square, or their size is no size
 */
export function readPixelSizeMm(dataSet: DataSet, name: string): number | null {
  const spacings = settingOfFrame(dataSet, TAG.pixelMeasures, TAG.pixelSpacing)?.decimals(TAG.pixelSpacing);
  if (spacings === undefined) {
    const [vertical = 1, horizontal = 1] = dataSet.decimals(TAG.pixelAspectRatio) ?? [];
    if (vertical !== horizontal) {
      throw new InputError(
        `${name}: the pixels are ${vertical} high for each ${horizontal} of width, but only square pixels are read`,
      );
    }
    return null;
  }
  const [betweenRows, betweenColumns] = spacings as [number, number];
  if (spacings.length !== 2 || !spacings.every((spacing) => spacing >= 1e-6 && spacing <= 1e6)) {
    throw new InputError(
      `${name}: the pixel spacing must be two lengths in millimetres, got ${spacings.slice(0, 4).join(' and ')}`,
    );
  }
  if (Math.abs(betweenRows - betweenColumns) > SPACING_TOLERANCE * Math.max(betweenRows, betweenColumns)) {
    const sides = `${betweenColumns} mm wide and ${betweenRows} mm high`;
    throw new InputError(`${name}: the pixels are ${sides}, but only square pixels are read`);
  }
  return (betweenRows + betweenColumns) / 2;
}
