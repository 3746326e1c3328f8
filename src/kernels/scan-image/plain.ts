import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { columnCentreMm, type PlacedGrid, rowCentreMm } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import { rayTable } from '../ray-table.ts';

export interface ScanImageParameters {
  /** The image's. */
  readonly grid: PlacedGrid;
  readonly scan: Scan;
}

/** An image [rows × columns] of the grid, and what becomes of it, [views × channels]. */
export type ScanImageArrays = Readonly<Record<'image' | 'sinogram', HostRows>>;

/**
 * Line integrals of an image: the ray is followed along the axis it is closest to, one sample per line of pixels,
 * interpolated linearly across (Joseph, IEEE Trans. Med. Imaging 1:192, 1982, doi 10.1109/TMI.1982.4307572). The image is
 * 0 beyond its border pixels.
 */
export function plain(
  { grid, scan }: ScanImageParameters,
  { image: { data: image }, sinogram: { data: views } }: ScanImageArrays,
  range: ViewRange,
): void {
  const { rows, columns, pixelSizeMm, centreXMm = 0, centreYMm = 0 } = grid;
  const rays = rayTable(scan);
  let sample = 0;
  for (let view = range.from; view < range.to; view++) {
    const viewCosine = Math.cos(scan.anglesRad[view]!);
    const viewSine = Math.sin(scan.anglesRad[view]!);
    for (let channel = 0; channel < scan.channels; channel++) {
      // cos(β − γ) and sin(β − γ)
      const cosine = viewCosine * rays.cosine[channel]! + viewSine * rays.sine[channel]!;
      const sine = viewSine * rays.cosine[channel]! - viewCosine * rays.sine[channel]!;
      // From the middle of the grid.
      const uMm = rays.distanceMm[channel]! - (centreXMm * cosine + centreYMm * sine);
      const alongRows = Math.abs(cosine) >= Math.abs(sine);
      const lines = alongRows ? rows : columns;
      const positions = alongRows ? columns : rows;
      const strideOfLine = alongRows ? columns : 1;
      const strideOfPosition = alongRows ? 1 : columns;
      const lengthPerLineMm = pixelSizeMm / Math.abs(alongRows ? cosine : sine);
      // Where the ray crosses line 0, and how far it moves from one line to the next, in pixels.
      let start: number;
      let step: number;
      if (alongRows) {
        start = (uMm - rowCentreMm(grid, 0) * sine) / cosine / pixelSizeMm + (columns - 1) / 2;
        step = sine / cosine;
      } else {
        start = (rows - 1) / 2 - (uMm - columnCentreMm(grid, 0) * cosine) / sine / pixelSizeMm;
        step = cosine / sine;
      }
      let sum = 0;
      for (let line = 0; line < lines; line++) {
        const position = start + line * step;
        const below = Math.floor(position);
        if (below < -1 || below >= positions) continue;
        const fraction = position - below;
        const index = line * strideOfLine + below * strideOfPosition;
        if (below >= 0) sum += (1 - fraction) * image[index]!;
        if (below + 1 < positions) sum += fraction * image[index + strideOfPosition]!;
      }
      views[sample++] = sum * lengthPerLineMm;
    }
  }
}

/** The same as an array of its own, float32 [range, channels]. */
export function scanImage(
  data: Float32Array,
  grid: PlacedGrid,
  scan: Scan,
  range: ViewRange,
): Float32Array<ArrayBuffer> {
  const views = range.to - range.from;
  const made = new Float32Array(views * scan.channels);
  const sinogram = { rows: views, columns: scan.channels, data: made };
  plain({ grid, scan }, { image: { ...grid, data }, sinogram }, range);
  return made;
}
