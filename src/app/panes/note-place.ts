import type { LayoutRectangle } from './layout-parts.ts';

/** A picture lower than so many lines of text is half covered by what is written on it. */
const LINES_OF_A_FLAT_PICTURE = 6;
/** A note with its border, and a gap on either side. */
const LINES_OF_A_NOTE = 2.5;
const GAP_PIXELS = 6;

/** Whether a picture is too low to be written on. */
export function isFlat({ height }: LayoutRectangle, linePixels: number): boolean {
  return height < LINES_OF_A_FLAT_PICTURE * linePixels;
}

/** Where a picture's note stands: its upper left corner, or its lower left one where it stands above a flat picture. */
export function notePlace(frame: LayoutRectangle, linePixels: number) {
  const isAbove = isFlat(frame, linePixels) && frame.top > LINES_OF_A_NOTE * linePixels;
  return { left: frame.left + GAP_PIXELS, y: frame.top + (isAbove ? -GAP_PIXELS : GAP_PIXELS), isAbove };
}
