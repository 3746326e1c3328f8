import type { Subject } from '../../../experiment/subject.ts';
import { squareGrid } from '../../../geometry/grid.ts';
import { greyPicture } from '../../../measure/grey-picture.ts';
import type { CpuExecutor } from '../../../operators/cpu/cpu-tasks.ts';
import type { SolidPhantom } from '../../../phantom/solids/solid.ts';
import { withoutVolume } from '../../../phantom/volume-image.ts';
import type { ScannedObject } from './scanner-drawing.ts';

/** Pixels along a side of the object's picture in the scanner. */
const OBJECT_PIXELS = 256;
/** What has less of the densest values is seen through. */
const AIR = 0.01;

/**
 * A small picture of what is scanned; `null` of what was measured.
 *
 * @param isFromFront a section along x and z, instead of a slice; `null` of what is known by its slice alone
 */
export async function scannedObject(
  subject: Subject,
  host: CpuExecutor,
  isFromFront: boolean,
): Promise<ScannedObject | null> {
  if (subject.kind === 'measurement') return null;
  if (isFromFront) return subject.kind === 'solids' ? sectionOf(subject, host) : null;
  const sizeMm = subject.fieldSizeMm;
  const grid = squareGrid(OBJECT_PIXELS, sizeMm / OBJECT_PIXELS);
  const values =
    subject.kind === 'image'
      ? await host.run('rasterImage', withoutVolume(subject), grid, 0, OBJECT_PIXELS)
      : subject.kind === 'solids'
        ? await host.run('rasterSolids', subject, grid, 0, 1)
        : await host.run('rasterShapes', subject, grid, 0, OBJECT_PIXELS);
  return { picture: pictureOf(values), sizeMm };
}

async function sectionOf(solids: SolidPhantom, host: CpuExecutor): Promise<ScannedObject> {
  const sizeMm = Math.max(solids.fieldSizeMm, solids.heightMm);
  const pixelSizeMm = sizeMm / OBJECT_PIXELS;
  const grid = { rows: 1, columns: OBJECT_PIXELS, pixelSizeMm, slices: OBJECT_PIXELS };
  const fromBelow = await host.run('rasterSolids', solids, grid, 0, OBJECT_PIXELS);
  const values = new Float32Array(fromBelow.length);
  for (let slice = 0; slice < OBJECT_PIXELS; slice++) {
    const at = slice * OBJECT_PIXELS;
    values.set(fromBelow.subarray(at, at + OBJECT_PIXELS), values.length - at - OBJECT_PIXELS);
  }
  return { picture: pictureOf(values), sizeMm };
}

/** The window follows the values: the picture is there to show where the object is, not what it is. */
function pictureOf(values: Float32Array): HTMLCanvasElement {
  const sorted = Float32Array.from(values).sort();
  const white = Math.max(sorted[Math.floor(0.98 * sorted.length)]!, 1e-6);
  const grey = greyPicture(values, { black: 0, white: 1.2 * white });
  const canvas = document.createElement('canvas');
  canvas.width = OBJECT_PIXELS;
  canvas.height = OBJECT_PIXELS;
  const rgba = new ImageData(OBJECT_PIXELS, OBJECT_PIXELS);
  for (let i = 0; i < grey.length; i++) {
    const isAir = values[i]! < AIR * white;
    rgba.data.set([grey[i]!, grey[i]!, grey[i]!, isAir ? 0 : 255], 4 * i);
  }
  canvas.getContext('2d')!.putImageData(rgba, 0, 0);
  return canvas;
}
