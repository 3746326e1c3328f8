import { type KeyOfEvent, pressedKey } from '../shell/pressed-key.ts';

/** What a key asks of a lecture. */
export type LectureWish =
  | {
      readonly kind:
        | 'next'
        | 'back'
        | 'first'
        | 'end'
        | 'black'
        | 'legend'
        | 'fullScreen'
        | 'resetView'
        | 'axes'
        | 'words';
    }
  | { readonly kind: 'alone' | 'pair' | 'nextKnob' | 'pointer' | 'pen' | 'ink' | 'undoStroke' | 'eraseAll' }
  | { readonly kind: 'scene' | 'organiser' | 'qr' | 'speaker' }
  /** The view of this place on the stage, counted from 0, is to be seen, or no longer. */
  | { readonly kind: 'view'; readonly place: number }
  /** Turns the knob by so many of its steps. */
  | { readonly kind: 'turn'; readonly steps: number };

/** What of the focus matters to keys. */
export type LectureFocus = 'field' | 'slider' | 'button' | 'elsewhere';

export interface LectureKeyEvent extends KeyOfEvent {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Keys of remote controls, which nothing that has the focus may keep. */
const REMOTE: Readonly<Record<string, LectureWish>> = {
  PageDown: { kind: 'next' },
  PageUp: { kind: 'back' },
  MediaTrackNext: { kind: 'next' },
  MediaTrackPrevious: { kind: 'back' },
  F5: { kind: 'first' },
  Escape: { kind: 'end' },
};

const PLAIN: Readonly<Record<string, LectureWish>> = {
  ' ': { kind: 'next' },
  Enter: { kind: 'next' },
  ArrowRight: { kind: 'next' },
  Backspace: { kind: 'back' },
  ArrowLeft: { kind: 'back' },
  ArrowUp: { kind: 'turn', steps: 1 },
  ArrowDown: { kind: 'turn', steps: -1 },
  '+': { kind: 'turn', steps: 1 },
  '=': { kind: 'turn', steps: 1 },
  '-': { kind: 'turn', steps: -1 },
  '−': { kind: 'turn', steps: -1 },
  Home: { kind: 'first' },
  b: { kind: 'black' },
  '.': { kind: 'black' },
  t: { kind: 'end' },
  f: { kind: 'fullScreen' },
  r: { kind: 'resetView' },
  a: { kind: 'axes' },
  w: { kind: 'words' },
  x: { kind: 'alone' },
  y: { kind: 'pair' },
  k: { kind: 'nextKnob' },
  l: { kind: 'pointer' },
  d: { kind: 'pen' },
  c: { kind: 'ink' },
  u: { kind: 'undoStroke' },
  Delete: { kind: 'eraseAll' },
  s: { kind: 'scene' },
  o: { kind: 'organiser' },
  q: { kind: 'qr' },
  m: { kind: 'speaker' },
  '?': { kind: 'legend' },
};

/** What a number field keeps for typing. */
const TYPED = /^([\d.,\-−+]|Backspace|Delete|Home|End|Enter|Arrow(Left|Right))$/;
const TEN_STEPS = 10;

/** Keys that mean the same as elsewhere on the page: window presets, inverting, playing, comparing CPU and GPU. */
export const KEYS_OF_PAGE = /^[\dipg]$/;

/**
 * What a key asks of a lecture: `null` where the key has no meaning there, `'kept'` where it stays with what has the focus.
 * Keys of remote controls never stay there.
 */
export function lectureWish(event: LectureKeyEvent, focus: LectureFocus): LectureWish | 'kept' | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return 'kept';
  const remote = REMOTE[event.key];
  if (remote) return remote.kind === 'first' && event.shiftKey ? null : remote;
  if (event.key === 'Tab') return 'kept';
  if (focus === 'field' && TYPED.test(event.key)) return 'kept';
  if (focus === 'slider' && /^Arrow(Left|Right)$/.test(event.key)) return 'kept';
  if (focus === 'button' && /^( |Enter)$/.test(event.key)) return 'kept';
  const key = pressedKey(event);
  if (/^[1-9]$/.test(key) && event.shiftKey) return { kind: 'view', place: Number(key) - 1 };
  const wish = PLAIN[key] ?? null;
  return wish?.kind === 'turn' && event.shiftKey && event.key.startsWith('Arrow')
    ? { kind: 'turn', steps: TEN_STEPS * wish.steps }
    : wish;
}
