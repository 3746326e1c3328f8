import type { ViewRange } from '../../compute/device.ts';
import type { ScanImageArrays, ScanImageParameters } from '../scan-image/plain.ts';
import { eachCovered, Strips } from '../strip.ts';

/**
 * What the channels see of an image by the distance-driven method (`Strip`): the mean over each channel's width. The image is
 * 0 beyond its border pixels. GPU twin: shaders/distance-driven-image.wgsl; transpose:
 * kernels/adjoint-distance-driven-image/plain.ts.
 */
export function plain(
  { grid, scan }: ScanImageParameters,
  { image, sinogram }: ScanImageArrays,
  range: ViewRange,
): void {
  const { rows, columns } = grid;
  const strips = new Strips(scan, grid);
  let reading = 0;
  for (let view = range.from; view < range.to; view++) {
    strips.place(view);
    for (let channel = 0; channel < scan.channels; channel++) {
      const strip = strips.of(channel);
      const { alongRows, lengthMm } = strip;
      const [lines, positions] = alongRows ? [rows, columns] : [columns, rows];
      const [strideOfLine, strideOfPosition] = alongRows ? [columns, 1] : [1, columns];
      let sum = 0;
      for (let line = 0; line < lines; line++) {
        const at = line * strideOfLine;
        eachCovered(strip, line, positions, (position, part) => {
          sum += part * image.data[at + position * strideOfPosition]!;
        });
      }
      sinogram.data[reading++] = sum * lengthMm;
    }
  }
}
