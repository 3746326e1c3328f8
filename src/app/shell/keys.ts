import { FinishedField } from './finished-field.ts';
import { pressedKey } from './pressed-key.ts';

/** What to do for each key, by the names of {@link pressedKey}. */
export type KeyActions = Readonly<Record<string, () => void>>;

/** Enter on a picture, as elsewhere on a thing that has the focus; everywhere else it keeps its own meaning. */
export interface KeyListeners {
  /** Asked before everybody else, whatever has the focus; answers whether the key was its own. */
  first(event: KeyboardEvent): boolean;
  readonly anywhere: KeyActions;
  /** Those of the present workplace, which come before the page's. */
  ofRoom(): KeyActions;
  /** With Ctrl or ⌘, and with Shift besides by the name `Shift+…`; whoever types keeps them. */
  readonly chords: KeyActions;
  readonly onPicture: KeyActions;
}

/** The keys of the whole page. Whoever types, presses a button or reads a dialog keeps their keys. */
export function listenToKeys({ first, anywhere, ofRoom, chords, onPicture }: KeyListeners): void {
  const listenFirst = (event: KeyboardEvent) => {
    if (!event.key || event.isComposing || !first(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', listenFirst, { capture: true });
  const finished = new FinishedField();
  const listen = (event: KeyboardEvent) => {
    // Browsers fill in forms by events that have no key.
    if (!event.key || event.isComposing) return;
    finished.pressed(event);
    const key = pressedKey(event);
    const isOnPicture = (event.target as HTMLElement).matches?.('.pane-picture, .pane-drawing');
    if (isOnPicture && !isChord(event)) onPicture[key]?.();
    const room = ofRoom();
    const action = [room, anywhere].find((actions) => Object.hasOwn(actions, key))?.[key];
    // Shift makes digits and question marks on some layouts, and means something of its own with letters.
    if (!action || (event.shiftKey && !/^[\d?]$/.test(key))) return;
    if (isOfClicker(key) && action === room[key] ? isInDialog() || isChord(event) : isTaken(event, finished)) return;
    event.preventDefault();
    action();
  };
  window.addEventListener('keydown', listen);
  // The panel tells nobody of the keys of what has the focus in it, and sliders and pictures have pages of their own.
  window.addEventListener(
    'keydown',
    (event) => {
      if (isOfClicker(event.key) && Object.hasOwn(ofRoom(), event.key)) {
        listen(event);
        if (event.defaultPrevented) event.stopPropagation();
      } else if (isInPanel(event)) listen(event);
    },
    { capture: true },
  );
  // Before anything else, for the same reason.
  window.addEventListener('keydown', (event) => listenToChord(event, chords), { capture: true });
}

/** Whoever shows lessons by a clicker is not to be stopped by what has the focus. */
function isOfClicker(key: string): boolean {
  return key === 'PageDown' || key === 'PageUp';
}

function listenToChord(event: KeyboardEvent, chords: KeyActions): void {
  if (!event.key || event.isComposing || event.altKey || !(event.ctrlKey || event.metaKey)) return;
  const chord = `${event.shiftKey ? 'Shift+' : ''}${pressedKey(event)}`;
  const action = Object.hasOwn(chords, chord) ? chords[chord] : undefined;
  if (!action || (event.target as HTMLElement).closest?.(TEXT_FIELDS) || isInDialog()) return;
  event.preventDefault();
  action();
}

function isInPanel({ target }: KeyboardEvent): boolean {
  return (target as HTMLElement).closest?.('.lil-controller') != null;
}

/** They have an undo of their own. */
const TEXT_FIELDS = 'input:not([type="range"], [type="checkbox"], [type="file"]), textarea, [contenteditable]';

/** A dialog keeps its keys, wherever the focus is: Escape closes it. */
function isInDialog(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

function isChord(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey || event.getModifierState('AltGraph');
}

/** Whether a key belongs to what has the focus, or to the browser. */
function isTaken(event: KeyboardEvent, finished: FinishedField): boolean {
  const focused = event.target as HTMLElement;
  // A dialog that has just closed holds the focus for a moment longer.
  const target = focused.closest('dialog:not([open])') ? document.body : focused;
  const typing = target.closest(
    'input:not([type="range"], [type="checkbox"], [type="file"]), select, textarea, dialog',
  );
  const isTyping = typing && !finished.leaves(typing, pressedKey(event));
  // Space and Enter press a focused button.
  const pressing = event.code === 'Space' && target.closest('button, input, summary');
  return Boolean(isTyping || pressing || isInDialog() || isChord(event));
}
