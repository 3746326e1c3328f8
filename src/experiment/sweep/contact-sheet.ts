import { type DrawnElement, element } from '../../plots/plot-drawing.ts';
import { PAPER_STYLE } from '../../plots/plot-style.ts';
import { valueText } from './knob.ts';
import type { SweepOutline } from './sweep-result.ts';

/** A slice on the sheet, PNG as base64 digits; `null` leaves its place empty. */
export type SheetPicture = string | null;

const TILE = 160;
const GAP = 10;
const LINE = 18;
const FONT_SIZE = 12;
/** A wider sheet would be read by nobody. */
const MOST_COLUMNS = 8;
/** More pictures make a file that programs refuse. */
export const MOST_SHEET_PICTURES = 400;
/** A generous width of a letter, in parts of the type's size. */
const LETTER_WIDTH = 0.58;

/**
 * The slices of all points on one sheet, what differs written beneath each: of two knobs a column for each value of the
 * second, of one knob line after line.
 *
 * @param pictures of the points, in their order
 */
export function contactSheet(outline: SweepOutline, pictures: readonly SheetPicture[]): DrawnElement {
  const { knobs, points, title } = outline;
  const second = knobs[1]?.values.length;
  const columns = second !== undefined && second <= 2 * MOST_COLUMNS ? second : Math.min(MOST_COLUMNS, points.length);
  const rows = Math.ceil(Math.min(points.length, MOST_SHEET_PICTURES) / columns);
  const below = LINE * knobs.length + GAP;
  const head = title === undefined ? 0 : LINE + GAP;
  const [width, height] = [columns * (TILE + GAP) + GAP, head + rows * (TILE + below + GAP) + GAP];
  const tiles = points.slice(0, rows * columns).flatMap(({ positions }, i): DrawnElement[] => {
    const picture = pictures[i];
    if (!picture) return [];
    const [x, y] = [GAP + (i % columns) * (TILE + GAP), GAP + head + Math.floor(i / columns) * (TILE + below + GAP)];
    const lines = positions.map((position, k) => {
      const knob = knobs[k]!;
      return fitting(`${knob.label} ${valueText(knob, knob.values[position]!)}`);
    });
    return [
      element('image', { x, y, width: TILE, height: TILE, href: `data:image/png;base64,${picture}` }),
      ...lines.map((line, k) => element('text', { x, y: y + TILE + (k + 0.8) * LINE, fill: PAPER_STYLE.text }, line)),
    ];
  });
  return element(
    'svg',
    {
      ...{ xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
      ...{ 'font-family': PAPER_STYLE.fontFamily, 'font-size': FONT_SIZE },
    },
    element('title', {}, title ?? 'Slices of a sweep'),
    element('rect', { width, height, fill: PAPER_STYLE.ground }),
    ...(title === undefined
      ? []
      : [element('text', { x: GAP, y: GAP + LINE, fill: PAPER_STYLE.text, 'font-weight': 600 }, title)]),
    ...tiles,
  );
}

/** Plots one below the other, in a picture of their own. */
export function stacked(
  drawings: readonly DrawnElement[],
  size: { readonly width: number; readonly height: number },
): DrawnElement {
  const { width, height } = size;
  const all = { width, height: height * drawings.length };
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', ...all, viewBox: `0 0 ${all.width} ${all.height}` },
    ...drawings.map(({ name, attributes, children }, i) =>
      element(name, { ...attributes, y: i * height }, ...children),
    ),
  );
}

function fitting(text: string): string {
  const most = Math.floor(TILE / (FONT_SIZE * LETTER_WIDTH));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
