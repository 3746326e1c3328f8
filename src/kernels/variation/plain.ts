import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { PixelLayout } from '../pixel-layout.ts';

/** lengths = |∇image| of every pixel, ∇ as in `image-gradient`: their sum is the total variation. */
export function plain(
  { columns, rows, slices, sliceSpacing }: PixelLayout,
  { image: { data: image }, lengths }: Readonly<Record<'image' | 'lengths', HostRows>>,
  { from }: ViewRange,
): void {
  for (let r = 0; r < lengths.rows; r++) {
    const row = from + r;
    const hasNext = (row % rows) + 1 < rows;
    const hasAbove = row + rows < rows * slices;
    for (let c = 0; c < columns; c++) {
      const own = image[row * columns + c]!;
      const across = c + 1 < columns ? image[row * columns + c + 1]! - own : 0;
      const down = hasNext ? image[(row + 1) * columns + c]! - own : 0;
      const up = hasAbove ? (image[(row + rows) * columns + c]! - own) / sliceSpacing : 0;
      lengths.data[r * columns + c] = Math.sqrt(across * across + down * down + up * up);
    }
  }
}
