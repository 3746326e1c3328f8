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
    const first = row * columns;
    // A pixel that has no neighbour is its own: the difference is 0.
    const [toNext, toAbove] = [hasNext ? columns : 0, hasAbove ? rows * columns : 0];
    let own = image[first]!;
    for (let c = 0; c < columns; c++) {
      const at = first + c;
      const beside = c + 1 < columns ? image[at + 1]! : own;
      const across = beside - own;
      const down = image[at + toNext]! - own;
      const up = (image[at + toAbove]! - own) / sliceSpacing;
      lengths.data[r * columns + c] = Math.sqrt(across * across + down * down + up * up);
      own = beside;
    }
  }
}
