import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { gradientComponents, type PixelLayout } from '../pixel-layout.ts';

/**
 * image = the divergence of a field [rows, components · columns]: the transpose of `image-gradient` with the other sign,
 * ⟨∇x, p⟩ = −⟨x, div p⟩.
 */
export function plain(
  layout: PixelLayout,
  { field: { data: field }, image: { data: image, rows: imageRows } }: Readonly<Record<'field' | 'image', HostRows>>,
  { from }: ViewRange,
): void {
  const { columns, rows, slices, sliceSpacing } = layout;
  const components = gradientComponents(layout);
  const stride = components * columns;
  for (let r = 0; r < imageRows; r++) {
    const row = from + r;
    const own = r * columns;
    const across = row * stride;
    const down = across + columns;
    const up = down + columns;
    const [hasBefore, hasNext] = [row % rows > 0, (row % rows) + 1 < rows];
    const [hasBelow, hasAbove] = [row >= rows, row + rows < rows * slices];
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      if (c + 1 < columns) sum += field[across + c]!;
      if (c > 0) sum -= field[across + c - 1]!;
      if (hasNext) sum += field[down + c]!;
      if (hasBefore) sum -= field[down - stride + c]!;
      if (components === 3) {
        if (hasAbove) sum += field[up + c]! / sliceSpacing;
        if (hasBelow) sum -= field[up - rows * stride + c]! / sliceSpacing;
      }
      image[own + c] = sum;
    }
  }
}
