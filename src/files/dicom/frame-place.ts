import { InputError } from '../../errors.ts';
import type { DataSet } from './data-set.ts';
import { settingOfFrame } from './picture-kind.ts';
import { readPixelFormat } from './pixel-format.ts';
import { readPixelSizeMm } from './pixel-size.ts';
import { TAG } from './tags.ts';

/** Where a slice lies, and of what it is one. Places are in mm to the patient's left, back and head. */
export interface DicomPlace {
  readonly rows: number;
  readonly columns: number;
  readonly pixelSizeMm: number;
  /** `null` where the file does not say. */
  readonly thicknessMm: number | null;
  /** Identifies the series; `null` where the file does not say. */
  readonly series: string | null;
  /** The centre of the first pixel. */
  readonly positionMm: readonly [number, number, number];
  /** Unit vectors along which columns and rows grow. */
  readonly alongRow: readonly [number, number, number];
  readonly alongColumn: readonly [number, number, number];
}

/**
 * Where the one frame of a data set lies (PS3.3 § C.7.6.2), by its functional groups (§ C.7.6.16.2.1 to 4) or by the object.
 *
 * @throws InputError where that is not said
 */
export function placeOfFrame(dataSet: DataSet, name: string): DicomPlace {
  const { rows, columns } = readPixelFormat(dataSet, name);
  const pixelSizeMm = readPixelSizeMm(dataSet, name);
  if (pixelSizeMm === null)
    throw new InputError(`${name}: the DICOM file does not state the pixel size (no PixelSpacing)`);
  const numbers = (sequence: number, tag: number) => settingOfFrame(dataSet, sequence, tag)?.decimals(tag) ?? [];
  const [thickness = 0] = numbers(TAG.pixelMeasures, TAG.sliceThickness);
  const position = numbers(TAG.planePosition, TAG.imagePosition);
  const orientation = numbers(TAG.planeOrientation, TAG.imageOrientation);
  if (position.length !== 3 || orientation.length !== 6 || ![...position, ...orientation].every(Number.isFinite)) {
    throw new InputError(
      `${name}: the DICOM file does not state where its slice is (ImagePositionPatient, ImageOrientationPatient)`,
    );
  }
  return {
    ...{
      rows,
      columns,
      pixelSizeMm,
      thicknessMm: thickness > 0 ? thickness : null,
      series: dataSet.text(TAG.series) ?? null,
    },
    positionMm: position as unknown as DicomPlace['positionMm'],
    alongRow: orientation.slice(0, 3) as unknown as DicomPlace['alongRow'],
    alongColumn: orientation.slice(3) as unknown as DicomPlace['alongColumn'],
  };
}
