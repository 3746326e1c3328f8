import { fixedText } from '../panes/number-text.ts';
import type { PaneHover } from '../panes/pane-content.ts';
import type { Picture } from './view.ts';

/** Where the pointer is and what is there, for a pane's title line. Views are counted, as while they are played. */
export function paneReadout(shown: Picture, hover: PaneHover, value: number | undefined): string {
  const { values } = shown;
  const amount = value === undefined ? '…' : `${values.format(values.toDisplay(value))} ${values.unit}`;
  if (shown.place) return `${shown.place(hover)}: ${amount}`;
  if (shown.scan) {
    const angle = fixedText((shown.scan.anglesRad[hover.row]! * 180) / Math.PI, 1);
    return `view ${hover.row + 1} at ${angle}°, channel ${hover.column}: ${amount}`;
  }
  return `x ${fixedText(hover.horizontalValue, 1)}, y ${fixedText(hover.verticalValue, 1)} mm: ${amount}`;
}
