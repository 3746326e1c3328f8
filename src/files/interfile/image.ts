import { InputError } from '../../errors.ts';
import { straightSteps, type VolumeHeader } from '../volume/voxel-reader.ts';
import type { InterfileFields } from './fields.ts';
import { storedNumbers } from './stored.ts';

/**
 * The header of an image or a volume: columns to the right, rows downwards as pictures have it.
 *
 * @throws InputError for what is not read
 */
export function imageHeader(fields: InterfileFields, name: string): VolumeHeader {
  fields.mustBeSingle('number of time frames', 'time frames');
  fields.mustBeSingle('number of image data types', 'kinds of images');
  const counts = [
    fields.count('matrix size[1]'),
    fields.count('matrix size[2]'),
    fields.text('matrix size[3]') === undefined
      ? (fields.number('number of slices', 'total number of images') ?? 1)
      : fields.count('matrix size[3]'),
  ] as const;
  if (!Number.isInteger(counts[2]) || counts[2] < 1) {
    throw new InputError(`${name}: states ${counts[2]} slices`);
  }
  const sizeOf = (axis: number) => fields.number(`scaling factor (mm/pixel)[${axis}]`);
  const [across, down] = [sizeOf(1), sizeOf(2)];
  const along = sizeOf(3) ?? sliceSpacing(fields, across);
  const { type, littleEndian, offset, factor } = storedNumbers(fields, name);
  const size = (lengthMm: number | undefined) => Math.abs(lengthMm ?? across ?? 1) || 1;
  return {
    counts,
    type,
    littleEndian,
    slope: factor,
    intercept: 0,
    steps: straightSteps([size(across), -size(down), size(along)]),
    dataOffset: offset,
    compression: null,
    remarks: [
      ...(across === undefined ? ['it does not say how large its pixels are; they are taken to be 1 mm wide'] : []),
      'it does not say how it lies; columns are taken to run to the right, rows downwards and slices up',
    ],
  };
}

/** Older files have it in pixels. */
function sliceSpacing(fields: InterfileFields, pixelMm = 1): number | undefined {
  const pixels = fields.number('centre-centre slice separation (pixels)', 'slice thickness (pixels)');
  return pixels === undefined ? undefined : pixels * pixelMm;
}
