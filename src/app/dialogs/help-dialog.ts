import './help.css';
import { make } from '../elements/element.ts';
import { WINDOW_PRESETS } from '../panes/window-presets.ts';
import { WORKPLACES } from '../workplaces/registry.ts';
import { openDialog } from './dialog.ts';

const MOUSE: readonly (readonly [string, string])[] = [
  ['Left drag', 'window and level: right widens, down raises the level'],
  ['Middle drag, Shift + drag', 'pan'],
  ['Right drag, wheel', 'zoom'],
  ['Double-click', 'one pane fills the stage, and back'],
  ['One finger sideways', 'window and level; two fingers zoom and pan'],
];

const ANYWHERE: readonly (readonly [string, string])[] = [
  [
    '1 – 9',
    `window presets: ${WINDOW_PRESETS.filter(({ key }) => key)
      .map(({ key, name }) => `${key} ${name}`)
      .join(', ')}`,
  ],
  ['I', 'invert black and white'],
  ['Ctrl + Z', 'undo any change of the experiment; with Shift, or Ctrl + Y, redo'],
  ['Space', 'reset window and zoom'],
  ['F', 'the pane with the keyboard (or the reconstruction) fills the stage, and back'],
  ['E', 'edit the phantom, and end editing'],
  ['P', 'play or pause the views'],
  ['B', 'switch between GPU and CPU'],
  ...WORKPLACES.all.map(({ key, title, hint }) => [key.toUpperCase(), `${title}: ${hint}`] as const),
  ['K', 'keep the present experiment as A, to be compared with'],
  ['G', 'compare GPU with CPU'],
  ['N', 'all phantoms, and what each teaches'],
  ['M', 'measure this machine: the benchmark, and the choice of the GPU’s kernel'],
  ['O, S, L', 'open, save, copy a link'],
  ['?', 'this sheet'],
];

const FOCUSED: readonly (readonly [string, string])[] = [
  ['Arrows', 'pan'],
  ['+, −, 0', 'zoom in, zoom out, fit'],
  ['Shift + ← →', 'narrow or widen the window'],
  ['Shift + ↑ ↓', 'lower or raise the level'],
  ['C', 'crosshair: arrows move it, the value stands in the title line'],
];

const EDITING: readonly (readonly [string, string])[] = [
  ['Drag', 'move a shape; squares resize it, the disk turns it'],
  ['Drag', 'in steps of round millimetres, finer the nearer you look; Alt frees it'],
  ['Shift', 'keeps proportions, turns by 15°; Alt keeps the centre'],
  ['Double-click', 'an edge of a polygon: a new corner; a corner: it goes'],
  ['Tab', 'from shape to shape, on the phantom’s picture'],
  ['Arrows', 'move the shape or the active corner by a step, with Shift by ten'],
  ['Delete, Ctrl + D', 'delete, duplicate'],
  ['Esc', 'let go of corner, shape, editing'],
];

/** Mouse and keys, on one sheet. */
export function showHelp(): void {
  const { body } = openDialog('Mouse and keys', 'help');
  body.append(
    make('h3', {}, 'On a picture'),
    keyList(MOUSE),
    make('h3', {}, 'Keys, anywhere'),
    keyList(ANYWHERE),
    make('h3', {}, 'Keys, on the picture that has the focus (Tab)'),
    keyList(FOCUSED),
    make('h3', {}, 'While the phantom is edited'),
    keyList(EDITING),
    make(
      'p',
      { class: 'dialog-note' },
      'Everything is computed in this page. Nothing that you open leaves this machine.',
    ),
  );
}

function keyList(rows: readonly (readonly [string, string])[]): HTMLElement {
  return make(
    'dl',
    { class: 'key-list' },
    ...rows.flatMap(([keys, what]) => [make('dt', {}, keys), make('dd', {}, what)]),
  );
}
