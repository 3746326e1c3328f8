/** A rectangle in CSS pixels of the pane's body: x right, y down. */
export interface LayoutRectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text, placed by its middle, CSS pixels. A rotated one reads upwards. */
export interface LayoutLabel {
  readonly text: string;
  readonly centreX: number;
  readonly centreY: number;
  /** Along the line of text. */
  readonly widthPixels: number;
  readonly rotated: boolean;
}

/** A tick: where it stands along its axis (CSS pixels of the body), and its label where there was room. */
export interface LayoutTick {
  readonly position: number;
  readonly label: LayoutLabel | null;
}

/** Width of the longest, CSS pixels. */
export function widest(texts: readonly string[], measureText: MeasureText): number {
  return texts.reduce((width, text) => Math.max(width, measureText(text)), 0);
}

/** The first of the texts that is no longer than `roomPixels`. */
export function fitting(
  texts: readonly string[],
  roomPixels: number,
  measureText: MeasureText,
): { text: string; widthPixels: number } | null {
  for (const text of texts) {
    const widthPixels = measureText(text);
    if (widthPixels <= roomPixels) return { text, widthPixels };
  }
  return null;
}

/** Sizes that everything in a pane's body is placed by, CSS pixels. */
export interface LayoutSizes {
  readonly font: number;
  /** Height of a line of text. */
  readonly line: number;
  readonly tick: number;
  readonly gap: number;
  /** Nothing comes nearer to the body's edge. */
  readonly edge: number;
}

/** Width of a line of text, CSS pixels. */
export type MeasureText = (text: string) => number;

/** Type in a small pane and, for the back row, in one that fills a projector; and on any screen, CSS pixels. */
const SMALLEST_FONT = 11;
const LARGE_FONT = 22;
const LARGEST_FONT = 28;

/**
 * Type grows with the pane.
 *
 * @param typeScale how many times as large as usual the page's type is: in a small pane it is no smaller than there
 */
export function paneFontSizePixels(widthPixels: number, heightPixels: number, typeScale = 1): number {
  const side = Math.min(widthPixels * 0.75, heightPixels);
  const least = SMALLEST_FONT * typeScale;
  const most = Math.max(Math.min(LARGE_FONT * typeScale, LARGEST_FONT), least);
  return Math.round(Math.min(Math.max(6 + side * 0.019, least), most));
}

/** How much wider than in a pane of a laptop's size lines over the picture are drawn, to be seen as well. */
export function lineScale(fontSizePixels: number): number {
  return Math.max(1, fontSizePixels / 16);
}

export function layoutSizes(widthPixels: number, heightPixels: number, typeScale = 1): LayoutSizes {
  const font = paneFontSizePixels(widthPixels, heightPixels, typeScale);
  return { font, line: Math.round(font * 1.25), tick: Math.round(font * 0.4), gap: Math.round(font * 0.4), edge: 3 };
}
