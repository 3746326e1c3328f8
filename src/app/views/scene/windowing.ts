import type { DisplayWindow } from '../../panes/window-level.ts';

/** What a stored number times `factor` plus `offset` is. */
export interface Linear {
  readonly factor: number;
  readonly offset: number;
}

/** How display units follow from a picture's own values, which they do linearly. */
export function displayLine(toDisplay: (value: number) => number): Linear {
  const offset = toDisplay(0);
  return { factor: toDisplay(1) - offset, offset };
}

/** From stored numbers, which are values over `scale`, to a part of a range: 0 at `from`, 1 at `to`, in display units. */
export function toPart(display: Linear, scale: number, from: number, to: number): Linear {
  return { factor: (display.factor * scale) / (to - from), offset: (display.offset - from) / (to - from) };
}

/** 0 at a window's black, 1 at its white (DICOM PS3.3 C.11.2.1.3.2, LINEAR_EXACT). */
export function toWindow(display: Linear, scale: number, { width, level }: DisplayWindow): Linear {
  return toPart(display, scale, level - width / 2, level + width / 2);
}

/** The stored number of a value in display units. */
export function storedOf(display: Linear, scale: number, displayValue: number): number {
  return (displayValue - display.offset) / display.factor / scale;
}
