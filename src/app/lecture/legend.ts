import { make } from '../elements/element.ts';

/** The keys of a lecture, those that are needed first at the top. */
const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['Page Down, → , Space', 'next: the question, then its answer'],
  ['Page Up, ←', 'back'],
  ['↑ ↓, + −', 'turn the knob; with Shift by ten steps'],
  ['K', 'next knob'],
  ['X, Y', 'next view alone; next two'],
  ['Shift + 1 … 4', 'add or take away a view'],
  ['B or .', 'black; any key brings the picture back'],
  ['W, A, R', 'words away; axes; window and zoom as at first'],
  ['L, D', 'laser pointer; pen: C colour, U undo, Del erase'],
  ['S, O', 'keep as a scene; list of slides'],
  ['Q, M', 'QR code; speaker’s window'],
  ['F, Esc', 'full screen; end'],
];

/** The keys of a lecture in large type, unseen at first. */
export function legendElement(): HTMLElement {
  const list = make('dl', {});
  for (const [keys, what] of KEYS) list.append(make('dt', {}, keys), make('dd', {}, what));
  return make('section', { class: 'lecture-legend', 'aria-label': 'Keys of a lecture', hidden: '' }, list);
}
