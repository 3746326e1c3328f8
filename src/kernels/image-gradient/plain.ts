import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { gradientComponents, type PixelLayout } from '../pixel-layout.ts';

/**
 * field [rows, components · columns] = what the next pixel of a row, of a column and, divided by how far slices lie apart, the
 * next slice have more than a pixel: 0 where there is none. The components of a row lie beside one another.
 */
export function plain(
  layout: PixelLayout,
  { image: { data: image }, field: { data: field, rows: fieldRows } }: Readonly<Record<'image' | 'field', HostRows>>,
  { from }: ViewRange,
): void {
  const { columns, rows, slices, sliceSpacing } = layout;
  const components = gradientComponents(layout);
  for (let r = 0; r < fieldRows; r++) {
    const own = (from + r) * columns;
    const across = r * components * columns;
    const down = across + columns;
    for (let c = 0; c + 1 < columns; c++) field[across + c] = image[own + c + 1]! - image[own + c]!;
    field[down - 1] = 0;
    const hasNext = ((from + r) % rows) + 1 < rows;
    for (let c = 0; c < columns; c++) {
      field[down + c] = hasNext ? image[own + columns + c]! - image[own + c]! : 0;
    }
    if (components === 2) continue;
    const up = down + columns;
    const hasAbove = from + r + rows < rows * slices;
    for (let c = 0; c < columns; c++) {
      field[up + c] = hasAbove ? (image[own + rows * columns + c]! - image[own + c]!) / sliceSpacing : 0;
    }
  }
}
