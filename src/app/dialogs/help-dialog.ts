import './help.css';
import { button, make } from '../elements/element.ts';
import { offlineSection } from '../offline/offline-section.ts';
import { WINDOW_PRESETS } from '../panes/window-presets.ts';
import { WORKPLACES } from '../workplaces/registry.ts';
import { openDialog } from './dialog.ts';

const MOUSE: readonly (readonly [string, string])[] = [
  ['Left drag', 'window and level: right widens the window, down raises the level'],
  ['Middle drag, Shift + drag', 'pan'],
  ['Right drag, wheel', 'zoom'],
  ['Double-click', 'maximise a pane, and back'],
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
  ['Ctrl + Z', 'undo any change to the experiment; with Shift, or Ctrl + Y, redo'],
  ['Space', 'reset window and zoom'],
  ['F', 'maximise the focused pane (or the reconstruction), and back'],
  ['E', 'start or end editing the phantom'],
  ['P', 'play or pause the views'],
  ['B', 'switch between GPU and CPU'],
  ...WORKPLACES.all.map(({ key, title, hint }) => [key.toUpperCase(), `${title}: ${hint}`] as const),
  ['K', 'keep the current experiment as A, B or C, for comparison'],
  ['G', 'compare GPU with CPU; without a GPU, one thread with all, and SIMD with plain TypeScript'],
  ['N', 'all phantoms and what each one teaches'],
  ['Y', 'sweep: run the experiment at many values of a knob, and plot what comes of it'],
  ['M', 'benchmark this machine, and choose the GPU kernel'],
  ['J', 'log of all runs since the page was opened'],
  ['O, S, L', 'open, save, copy a link'],
  ['Q', 'explain what the pointer is at, or what has the focus; elsewhere the glossary'],
  ['F1', 'the same, while you type too'],
  ['W', 'write a report; while it is shown, put the focused image into it (or the reconstruction)'],
  [
    'T',
    'lecture: full screen, large type, for a remote control; ? shows its keys, Esc ends it; in lessons F5 begins one too, also where letters are typed into an answer',
  ],
  ['?', 'this help'],
];

const FOCUSED: readonly (readonly [string, string])[] = [
  ['Arrows', 'pan'],
  ['+, −, 0', 'zoom in, zoom out, fit'],
  ['Shift + ← →', 'narrow or widen the window'],
  ['Shift + ↑ ↓', 'lower or raise the level'],
  ['C', 'crosshair: arrow keys move it, its value is in the title line; in a lesson from anywhere'],
];

const VOLUME: readonly (readonly [string, string])[] = [
  ['Left drag', 'on a plane moves the crosshair, and the other two planes with it'],
  ['Wheel', 'next slice up or down, on the projection the next view; with Ctrl zoom'],
  ['Page Up, Page Down', 'the same by keys, with Shift by ten; Home and End: first and last'],
  ['Arrows', 'move the crosshair by one voxel'],
  ['T, Shift + T', 'thicker and thinner slab; X: its mean or its maximum (MIP)'],
  ['X, on the projection', 'line integrals, or the radiograph'],
  ['W', 'left drag turns window and level, or moves the crosshair again'],
  ['P', 'play or pause the views'],
];

const SCENE: readonly (readonly [string, string])[] = [
  ['Drag', 'turns the scene, with Shift moves it, right button zooms'],
  ['Wheel', 'nearer and farther'],
  ['Arrows', 'the same by keys: turn, with Shift move; +, − zoom, 0 all again'],
];

const RADIOGRAPH: readonly (readonly [string, string])[] = [
  ['W', 'left drag moves the regions A and B, or turns window and level again'],
  ['A, B, arrows', 'then choose a region, and move it by one pixel'],
  ['X', 'the radiograph, or line integrals'],
];

const COMPARE: readonly (readonly [string, string])[] = [
  ['Z', 'next view: difference, side by side, swipe, blink'],
  ['X', 'change the two images over; while blinking, show the other one'],
  [', and .', 'move the divider; while blinking, slower and faster'],
  ['Drag', 'on the line moves the divider'],
];

const MEASURE: readonly (readonly [string, string])[] = [
  ['Drag', 'draws the mark that is chosen beside the images; moves a mark, or one of its handles'],
  ['Drag elsewhere', 'window and level, as on any image'],
  ['Enter', 'puts the chosen mark down in the middle; on a mark goes to its next handle, with Shift to the one before'],
  ['Tab', 'next mark on the image'],
  ['Arrows', 'move the mark or the handle by one step, with Shift by ten, with Ctrl by a tenth'],
  ['Delete', 'remove the mark'],
  ['Esc', 'let go of the handle, then of the mark'],
  ['Page Up, Page Down, wheel', 'on a plane of a volume: next slice up or down, with Shift by ten; Home and End'],
];

const EDITING: readonly (readonly [string, string])[] = [
  ['Drag', 'move a shape; squares resize it, the disk rotates it'],
  ['Drag', 'snaps to round millimetres, finer as you zoom in; Alt turns snapping off'],
  ['Shift', 'keeps proportions, rotates in steps of 15°; Alt keeps the centre'],
  ['Double-click', 'on an edge of a polygon adds a corner, on a corner removes it'],
  ['Tab', 'next shape, on the phantom’s image'],
  ['Arrows', 'move the shape or the active corner by one step, with Shift by ten'],
  ['Delete, Ctrl + D', 'delete, duplicate'],
  ['Esc', 'deselect the corner, then the shape, then end editing'],
];

const WORDS: readonly (readonly [string, string])[] = [
  ['Press a label', 'what it means, in two sentences, and an example of it on the page'],
  ['Hold a label', 'the same on a touch screen'],
];

/** Mouse and keys, on one sheet. @param listTerms shows the glossary */
export function showHelp(listTerms: () => void): void {
  const { body, dialog, close } = openDialog('Mouse and keys', 'help');
  const glossary = button('Glossary…', () => {
    close();
    listTerms();
  });
  body.append(
    make('h3', {}, 'Words'),
    keyList(WORDS),
    make('p', { class: 'help-glossary' }, glossary),
    make('h3', {}, 'On an image'),
    keyList(MOUSE),
    make('h3', {}, 'Keys, anywhere'),
    keyList(ANYWHERE),
    make('h3', {}, 'Keys, on the focused image (Tab)'),
    keyList(FOCUSED),
    make('h3', {}, 'In Volume, on a plane'),
    keyList(VOLUME),
    make('h3', {}, 'In Volume, on the scene'),
    keyList(SCENE),
    make('h3', {}, 'In Radiograph, on the picture'),
    keyList(RADIOGRAPH),
    make('h3', {}, 'In Compare'),
    keyList(COMPARE),
    make('h3', {}, 'In Measure, on an image'),
    keyList(MEASURE),
    make('h3', {}, 'While editing the phantom'),
    keyList(EDITING),
    offlineSection(dialog),
    make('p', { class: 'dialog-note' }, 'Everything is computed in this page. Nothing you open leaves this machine.'),
  );
}

function keyList(rows: readonly (readonly [string, string])[]): HTMLElement {
  return make(
    'dl',
    { class: 'key-list' },
    ...rows.flatMap(([keys, what]) => [make('dt', {}, keys), make('dd', {}, what)]),
  );
}
