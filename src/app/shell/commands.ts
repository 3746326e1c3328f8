import './header.css';
import { byId } from '../elements/element.ts';
import { makeMenu } from '../elements/menu.ts';
import type { DisplayWindow } from '../panes/window-level.ts';
import { WINDOW_PRESETS } from '../panes/window-presets.ts';
import { keepPaneInSight } from '../stage/pane-in-sight.ts';
import { WORKPLACES } from '../workplaces/registry.ts';
import { type KeyActions, listenToKeys } from './keys.ts';

/** Everything that a button of the header or a key of the page does. */
export interface Commands {
  undo(): void;
  redo(): void;
  gallery(): void;
  edit(): void;
  /** With Shift a folder. */
  openFiles(event?: MouseEvent): void;
  save(): void;
  switchBackend(): void;
  /** Enters a workplace, or leaves it for the first. */
  enter(workplace: string): void;
  /** Keeps the present experiment, to be compared with. */
  keep(): void;
  compare(): void;
  sweep(): void;
  benchmark(): void;
  /** Shows all runs since the page was opened. */
  log(): void;
  /** Shows the report that is being written, or puts it away. */
  report(): void;
  /** Shows it, or puts what the stage shows into it. */
  writeUp(): void;
  copyLink(): void;
  help(): void;
  /** Begins or ends a lecture, which has all keys. */
  lecture(): void;
  /** The list of slides of a lecture. */
  organise(): void;
  /** Whether a key was the lecture's. */
  lectureKey(event: KeyboardEvent): boolean;
  /** Says what a word on screen means. */
  explain(): void;
  setPreset(window: DisplayWindow): void;
  invert(): void;
  resetView(): void;
  /** Lets a pane fill the stage, or all share it again. */
  maximise(): void;
  restore(): void;
  togglePlay(): void;
  /** The keys of the present workplace. */
  roomKeys(): KeyActions;
}

/**
 * Ties buttons and keys to what they do. A new one is a line here, one in `page-commands.ts`,
 * a line in the help, and a button in index.html.
 */
export function listenToCommands(commands: Commands): void {
  const buttons: Readonly<Record<string, (event: MouseEvent) => void>> = {
    'undo-button': commands.undo,
    'redo-button': commands.redo,
    'gallery-button': commands.gallery,
    'edit-button': commands.edit,
    'open-button': commands.openFiles,
    'save-button': commands.save,
    'backend-badge': commands.switchBackend,
    'keep-button': commands.keep,
    'compare-button': commands.compare,
    'sweep-button': commands.sweep,
    'benchmark-button': commands.benchmark,
    'log-button': commands.log,
    'report-button': commands.report,
    'link-button': commands.copyLink,
    'help-button': commands.help,
    'lecture-button': commands.lecture,
    'slides-button': commands.organise,
    'panel-button': togglePanel,
    'skip-to-pictures': () => skipTo('#stage [tabindex="0"]'),
    'skip-to-controls': () => skipTo('.panel :is(input, select, button):not([disabled])'),
  };
  for (const menu of ['machine', 'share']) {
    makeMenu(byId(`${menu}-button`, HTMLButtonElement), byId(`${menu}-menu`, HTMLElement));
  }
  for (const [id, action] of Object.entries(buttons)) byId(id, HTMLButtonElement).addEventListener('click', action);
  const presets = WINDOW_PRESETS.flatMap(({ key, window }): [string, () => void][] =>
    key ? [[key, () => commands.setPreset(window)]] : [],
  );
  listenToKeys({
    first: commands.lectureKey,
    anywhere: {
      ...Object.fromEntries(presets),
      ...Object.fromEntries(WORKPLACES.all.map(({ key, name }) => [key, () => commands.enter(name)])),
      i: commands.invert,
      ' ': commands.resetView,
      f: commands.maximise,
      Escape: commands.restore,
      e: commands.edit,
      p: commands.togglePlay,
      b: commands.switchBackend,
      k: commands.keep,
      g: commands.compare,
      y: commands.sweep,
      m: commands.benchmark,
      j: commands.log,
      w: commands.writeUp,
      n: commands.gallery,
      o: () => commands.openFiles(),
      s: commands.save,
      l: commands.copyLink,
      t: commands.lecture,
      q: commands.explain,
      '?': commands.help,
    },
    ofRoom: commands.roomKeys,
    chords: { z: commands.undo, 'Shift+z': commands.redo, y: commands.redo },
    onPicture: { Enter: commands.maximise },
  });
}

/** On a phone the controls fold away. */
function togglePanel(): void {
  const isOpen = byId('page', HTMLElement).classList.toggle('panel-open');
  byId('panel-button', HTMLButtonElement).setAttribute('aria-expanded', String(isOpen));
  if (isOpen) keepPaneInSight(byId('stage', HTMLElement), byId('panel', HTMLElement));
}

/** Gives the keyboard to the first that can be seen of these. */
function skipTo(selector: string): void {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.offsetParent !== null);
  found?.focus();
}
