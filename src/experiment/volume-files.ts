import { SeriesWriter, type WrittenSeries } from '../files/dicom/write-series.ts';
import { type NiftiGeometry, niftiHeader } from '../files/nifti/nifti.ts';
import { npyHeader } from '../files/npy/npy.ts';
import { zipPieces } from '../files/zip/zip.ts';
import { columnCentreMm, type Grid, gridShape, rowCentreMm, sliceCentreMm } from '../geometry/grid.ts';
import { type DisplayUnit, toDisplayUnit } from './experiment.ts';

/** A volume that is to be written, slab by slab. */
export interface WrittenVolume {
  readonly grid: Grid;
  /** What slices of it are shown in, and what is 0 HU. */
  readonly unit: DisplayUnit;
  readonly waterMuPerMm: number;
  /** Whole slices from the lowest on, in the volume's own unit; asked for anew, once more. */
  slabs(): AsyncIterable<Float32Array>;
}

/** Of a DICOM series, what does not follow from the volume. */
export type SeriesWords = Pick<WrittenSeries, 'title' | 'description' | 'window' | 'kernel' | 'date' | 'newUid'>;

type Pieces = AsyncGenerator<Uint8Array<ArrayBuffer>>;

/** float32 [slices, rows, columns] in the volume's own unit, as the headless command writes it. */
export async function* npyPieces({ grid, slabs }: WrittenVolume): Pieces {
  const [columns, rows, slices] = gridShape(grid);
  yield npyHeader([slices, rows, columns]);
  // Shared memory makes no file, so that it is copied.
  for await (const slab of slabs()) yield bytesOf(slab.slice());
}

/** float32 in HU, or in the phantom's own unit, with the affine. */
export async function* niftiPieces(volume: WrittenVolume): Pieces {
  yield niftiHeader(niftiGeometry(volume.grid), niftiDescription(volume.unit));
  for await (const slab of displayed(volume)) yield bytesOf(slab);
}

/** A ZIP archive of CT images, one for each slice. */
export async function* dicomPieces(volume: WrittenVolume, words: SeriesWords): Pieces {
  const { grid, unit } = volume;
  const [columns, rows, slices] = gridShape(grid);
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm } = grid;
  let largest = 0;
  for await (const slab of displayed(volume)) {
    for (const value of slab) largest = Math.max(largest, Math.abs(value));
  }
  const { originMm } = niftiGeometry(grid);
  const geometry = { rows, columns, slices, pixelSizeMm, sliceSpacingMm, originMm };
  const writer = new SeriesWriter({ ...words, ...geometry, unit: unit === 'HU' ? 'HU' : 'other', largest });
  const digits = String(slices).length;
  const files = async function* () {
    let slice = 0;
    for await (const slab of displayed(volume)) {
      for (let at = 0; at < slab.length; at += rows * columns, slice++) {
        const name = `slice-${String(slice + 1).padStart(digits, '0')}.dcm`;
        yield { name, bytes: writer.file(slab.subarray(at, at + rows * columns), slice) };
      }
    }
  };
  yield* zipPieces(files());
}

async function* displayed({ unit, waterMuPerMm, slabs }: WrittenVolume): AsyncGenerator<Float32Array<ArrayBuffer>> {
  for await (const slab of slabs()) {
    // A loop, since `Float32Array.from` takes ten times as long.
    const shown = new Float32Array(slab.length);
    for (let i = 0; i < slab.length; i++) shown[i] = toDisplayUnit(slab[i]!, unit, waterMuPerMm);
    yield shown;
  }
}

/** Little-endian, as every machine is that runs this. */
function bytesOf(values: Float32Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength);
}

/** x, y and z are right, anterior and superior; the first row has the largest y. */
export function niftiGeometry(grid: Grid): NiftiGeometry {
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreXMm = 0, centreYMm = 0, centreZMm = 0 } = grid;
  return {
    shape: gridShape(grid),
    stepMm: [pixelSizeMm, -pixelSizeMm, sliceSpacingMm],
    originMm: [
      centreXMm + columnCentreMm(grid, 0),
      centreYMm + rowCentreMm(grid, 0),
      centreZMm + sliceCentreMm(grid, 0),
    ],
  };
}

export function niftiDescription(unit: DisplayUnit): string {
  return `CT sandbox, ${unit === 'arbitrary' ? 'own units' : unit}`;
}
