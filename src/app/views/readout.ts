import type { PlanePoint } from '../../measure/plane.ts';
import { fixedText } from '../../number-text.ts';
import { axisPositionOf, axisValueAt } from '../panes/axis-description.ts';
import type { PaneHover } from '../panes/pane-content.ts';
import type { Picture } from './view.ts';

/** Where the pointer is and what is there, for a pane's title line. Views are counted, as while they are played. */
export function paneReadout(shown: Picture, hover: PaneHover, value: number | undefined): string {
  const { values } = shown;
  const amount = value === undefined ? '…' : `${values.format(values.toDisplay(value))} ${values.unit}`;
  if (shown.place) return `${shown.place(hover)}: ${amount}`;
  if (shown.scan) {
    const angle = fixedText((shown.scan.anglesRad[hover.row]! * 180) / Math.PI, 1);
    const { unit } = shown.horizontal;
    const place = `${fixedText(hover.horizontalValue, 1)}${unit === '°' ? '' : ' '}${unit ?? ''}`;
    return `view ${hover.row + 1} at ${angle}°, channel ${hover.column} at ${place}: ${amount}`;
  }
  return `x ${fixedText(hover.horizontalValue, 1)}, y ${fixedText(hover.verticalValue, 1)} mm: ${amount}`;
}

/** The pixel of a picture that a place lies in, by its axes; `null` beyond the picture. */
export function hoverAt({ array, horizontal, vertical }: Picture, { x, y }: PlanePoint): PaneHover | null {
  const { rows, columns } = array;
  const column = Math.floor(axisPositionOf(horizontal, columns, x));
  const row = Math.floor(axisPositionOf(vertical, rows, y));
  if (!(column >= 0 && row >= 0 && column < columns && row < rows)) return null;
  return {
    ...{ row, column },
    horizontalValue: axisValueAt(horizontal, columns, column + 0.5),
    verticalValue: axisValueAt(vertical, rows, row + 0.5),
  };
}
