import { plainText } from '../../number-text.ts';

/** What a display window shows, in display units (HU, line integral, …): `width` units about `level`. */
export interface DisplayWindow {
  readonly width: number;
  readonly level: number;
}

/** A drag of this many screen pixels to the right makes the window e (2.7) times as wide. */
const PIXELS_PER_WIDTH_FACTOR = 200;
/** A drag of this many pixels down raises the level by one window width… */
const PIXELS_PER_LEVEL_WIDTH = 300;
/** …or by this part of the data's span where the window is narrower than that, so that no level is out of reach. */
const LEVEL_SPAN_FRACTION = 1 / 8;
/** Wider than this many spans everything is the same grey. */
const LARGEST_WIDTH_SPANS = 100;

/**
 * The fineness of window settings for data that span `valueSpan` display units: the power of ten at or just below a
 * thousandth of it. 1 HU for a span of 2000 HU, 0.001 for values from 0 to 1. Also the narrowest window.
 */
export function windowResolution(valueSpan: number): number {
  return 10 ** Math.floor(Math.log10(valueSpan / 1000) + 1e-9);
}

/** Rounded to the resolution of its data, and never narrower than it. */
export function roundWindow(window: DisplayWindow, valueSpan: number): DisplayWindow {
  const resolution = windowResolution(valueSpan);
  // toPrecision: the multiple of 0.001 nearest a number, not that multiple plus rounding dust.
  const rounded = (value: number) => Number((Math.round(value / resolution) * resolution).toPrecision(12)) || 0;
  return {
    width: rounded(Math.min(Math.max(window.width, resolution), LARGEST_WIDTH_SPANS * valueSpan)),
    level: rounded(window.level),
  };
}

/**
 * The drag of a radiology viewer: right widens the window, down raises the level. `start` is the window when the button
 * went down and (dxPixels, dyPixels) the whole way since, so the result does not depend on the path. Width grows by
 * factors, hence as finely at 80 HU as at 3000 HU; the level moves in proportion to the starting width or, for narrow
 * windows, to `valueSpan`, the nominal span of the data in display units (2000 for HU, 1 for values from 0 to 1).
 */
export function dragWindow(start: DisplayWindow, dxPixels: number, dyPixels: number, valueSpan: number): DisplayWindow {
  const levelPerPixel = Math.max(start.width, valueSpan * LEVEL_SPAN_FRACTION) / PIXELS_PER_LEVEL_WIDTH;
  return roundWindow(
    {
      width: start.width * Math.exp(dxPixels / PIXELS_PER_WIDTH_FACTOR),
      level: start.level + dyPixels * levelPerPixel,
    },
    valueSpan,
  );
}

/** Width and level as they are written on every picture: to a thousandth of the width's leading digit, no dust, no zeros. */
export function windowText({ width, level }: DisplayWindow): string {
  return `W ${stepText(width, width)}  L ${stepText(level, width)}`;
}

/** To a thousandth of the leading digit of a window's width. */
function stepText(value: number, width: number): string {
  const step = 10 ** (Math.floor(Math.log10(width) + 1e-9) - 3);
  return plainText(Math.round(value / step) * step);
}

/** The same for those who cannot see it. @param written on the picture, with its unit */
export function windowInWords(written: string, window: DisplayWindow, inverted: boolean): string {
  const { black: least, white: most } = toBlackWhite(window);
  const [black, white] = inverted ? [most, least] : [least, most];
  const text = (value: number) => stepText(value, window.width);
  return `${written}: black at ${text(black)}, white at ${text(white)}`;
}

/** The values painted black and white: DICOM PS3.3 C.11.2.1.3.2, LINEAR_EXACT. */
export function toBlackWhite(window: DisplayWindow): { black: number; white: number } {
  return { black: window.level - window.width / 2, white: window.level + window.width / 2 };
}

/** The window that paints `black` black and `white` white. */
export function fromBlackWhite(black: number, white: number): DisplayWindow {
  return { width: white - black, level: (black + white) / 2 };
}
