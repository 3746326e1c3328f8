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

/** Type grows with the pane: 11 px in a small one, 22 px when it fills a lecture hall's screen. */
export function paneFontSizePixels(widthPixels: number, heightPixels: number): number {
  const side = Math.min(widthPixels * 0.75, heightPixels);
  return Math.round(Math.min(Math.max(6 + side * 0.019, 11), 22));
}

export function layoutSizes(widthPixels: number, heightPixels: number): LayoutSizes {
  const font = paneFontSizePixels(widthPixels, heightPixels);
  return { font, line: Math.round(font * 1.25), tick: Math.round(font * 0.4), gap: Math.round(font * 0.4), edge: 3 };
}
