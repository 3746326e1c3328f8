import { tinykeys } from 'tinykeys';

/** What to do for each key, in tinykeys's names of keys. */
export type KeyActions = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Enter on a picture, as elsewhere on a thing that has the focus; everywhere else it keeps its own meaning. */
export interface KeyListeners {
  readonly anywhere: KeyActions;
  readonly onPicture: KeyActions;
}

/** The keys of the whole page. Whoever types, presses a button or reads a dialog keeps their keys. */
export function listenToKeys({ anywhere, onPicture }: KeyListeners): void {
  const guarded = Object.entries(anywhere).map(([key, action]) => [
    key,
    (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      event.preventDefault();
      action(event);
    },
  ]);
  const focused = Object.entries(onPicture).map(([key, action]) => [
    key,
    (event: KeyboardEvent) => {
      if ((event.target as HTMLElement).getAttribute('role') === 'application') action(event);
    },
  ]);
  tinykeys(window, Object.fromEntries([...guarded, ...focused]));
}

/** Whether a key belongs to what has the focus, or to the browser. */
function isTaken(event: KeyboardEvent): boolean {
  const focused = event.target as HTMLElement;
  // A dialog that has just closed holds the focus for a moment longer.
  const target = focused.closest('dialog:not([open])') ? document.body : focused;
  const typing = target.closest(
    'input:not([type="range"], [type="checkbox"], [type="file"]), select, textarea, dialog',
  );
  // Space and Enter press a focused button.
  const pressing = event.code === 'Space' && target.closest('button, input, summary');
  // A dialog keeps its keys, wherever the focus is: Escape closes it.
  const dialog = document.querySelector('dialog[open]');
  return Boolean(typing || pressing || dialog || event.ctrlKey || event.metaKey || event.altKey);
}
