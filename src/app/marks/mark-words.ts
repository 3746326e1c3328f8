import type { MarkKind } from './mark.ts';

/** What a kind of mark is called, and what it is for. */
export interface MarkWords {
  readonly kind: MarkKind;
  readonly title: string;
  /** On its button. */
  readonly hint: string;
  /** How it is drawn. */
  readonly how: string;
  /** A picture of 16 × 16: lines alone. */
  readonly icon: string;
}

const DRAG = 'Drag over an image, or click; with the keyboard, press Enter on a focused image.';

/** In the order in which they are offered. */
export const MARK_WORDS: readonly MarkWords[] = [
  {
    kind: 'line',
    title: 'Line',
    hint: 'a profile along a line',
    how: `${DRAG} Shift keeps the direction to multiples of 15°.`,
    icon: 'M2.5 12.5 13.5 3.5M2.5 10.5v4M13.5 1.5v4',
  },
  {
    kind: 'circle',
    title: 'Circle',
    hint: 'mean and noise in a circle',
    how: DRAG,
    icon: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0Z',
  },
  {
    kind: 'ellipse',
    title: 'Ellipse',
    hint: 'mean and noise in an ellipse',
    how: DRAG,
    icon: 'M14 8c0 2.2-2.7 4-6 4s-6-1.8-6-4 2.7-4 6-4 6 1.8 6 4Z',
  },
  {
    kind: 'rectangle',
    title: 'Rectangle',
    hint: 'mean and noise in a rectangle',
    how: `${DRAG} Shift makes a square.`,
    icon: 'M2.5 4.5h11v7h-11Z',
  },
  {
    kind: 'polygon',
    title: 'Polygon',
    hint: 'mean and noise in a polygon',
    how: 'Click to add corners; double-click or Enter to finish, Escape to cancel. Enter before the first corner inserts a triangle.',
    icon: 'M8 2 14 7 11.5 13.5H4.5L2 7Z',
  },
  {
    kind: 'freehand',
    title: 'Freehand',
    hint: 'mean and noise in what you draw',
    how: 'Draw around something with the button held down.',
    icon: 'M3 9c0-4 3.5-6.5 6.5-6 3.5.6 4.8 4 3 6.5-1.2 1.7-3 1-4 2.5S5.5 14 4.3 12.8C3.5 12 3 10.5 3 9Z',
  },
  {
    kind: 'ruler',
    title: 'Ruler',
    hint: 'a distance',
    how: `${DRAG} Shift keeps the direction to multiples of 15°.`,
    icon: 'M1.5 10.5 10.5 1.5 14.5 5.5 5.5 14.5ZM6 6l1.5 1.5M8.2 3.8 9.7 5.3M3.8 8.2l1.5 1.5',
  },
  {
    kind: 'angle',
    title: 'Angle',
    hint: 'an angle between two directions',
    how: `${DRAG} Then drag the ends of its legs.`,
    icon: 'M13.5 13H2.5L10.5 3M8 13c0-1.6-.6-3-1.7-4.2',
  },
  {
    kind: 'pin',
    title: 'Pin',
    hint: 'the value at one place',
    how: 'Click on an image; with the keyboard, press Enter on a focused image.',
    icon: 'M8 2v12M2 8h12M11 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z',
  },
];

export function markWords(kind: MarkKind): MarkWords {
  return MARK_WORDS.find((words) => words.kind === kind)!;
}
