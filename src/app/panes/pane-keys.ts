import { type KeyOfEvent, pressedKey } from '../shell/pressed-key.ts';

/** A key press, as in a KeyboardEvent. */
export interface KeyPress extends KeyOfEvent {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** What a key does to the picture that has the focus. */
export type PaneKeyAction =
  /** Moves the view by these parts of what is seen. */
  | { readonly kind: 'pan'; readonly across: number; readonly down: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'fit' }
  /** Does to the window what a drag by so many pixels does. */
  | { readonly kind: 'window'; readonly dxPixels: number; readonly dyPixels: number }
  /** Shows or hides the crosshair that reads values without a mouse. */
  | { readonly kind: 'toggle-crosshair' }
  | { readonly kind: 'hide-crosshair' }
  | { readonly kind: 'move-crosshair'; readonly columns: number; readonly rows: number };

const ARROWS: Readonly<Record<string, { readonly across: number; readonly down: number }>> = {
  ArrowLeft: { across: -1, down: 0 },
  ArrowRight: { across: 1, down: 0 },
  ArrowUp: { across: 0, down: -1 },
  ArrowDown: { across: 0, down: 1 },
};

const PAN_FRACTION = 0.1;
const ZOOM_FACTOR = 1.25;
const WINDOW_DRAG_PIXELS = 10;
const CROSSHAIR_LEAP_PIXELS = 10;

/** The keys of a focused picture; null leaves the key to the page. */
export function paneKeyAction(press: KeyPress, crosshair: boolean): PaneKeyAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const arrow = ARROWS[press.key];
  if (arrow && crosshair) {
    const leap = press.shiftKey ? CROSSHAIR_LEAP_PIXELS : 1;
    return { kind: 'move-crosshair', columns: arrow.across * leap, rows: arrow.down * leap };
  }
  if (arrow && press.shiftKey) {
    return {
      kind: 'window',
      dxPixels: arrow.across * WINDOW_DRAG_PIXELS,
      dyPixels: arrow.down * WINDOW_DRAG_PIXELS,
    };
  }
  if (arrow) return { kind: 'pan', across: arrow.across * PAN_FRACTION, down: arrow.down * PAN_FRACTION };
  const key = pressedKey(press);
  switch (key) {
    case '+':
    case '=':
      return { kind: 'zoom', factor: ZOOM_FACTOR };
    case '-':
    case '_':
    case '\u2212':
      return { kind: 'zoom', factor: 1 / ZOOM_FACTOR };
    case '0':
      return { kind: 'fit' };
    case 'c':
      return { kind: 'toggle-crosshair' };
    case 'Escape':
      return crosshair ? { kind: 'hide-crosshair' } : null;
    default:
      return zoomByPlace(press.code, key);
  }
}

/** Where + and − have no keys of their own: the two beside the 0, where most layouts have them. */
function zoomByPlace(code: string, key: string): PaneKeyAction | null {
  if ([...key].length > 1) return null;
  if (code === 'Equal') return { kind: 'zoom', factor: ZOOM_FACTOR };
  return code === 'Minus' ? { kind: 'zoom', factor: 1 / ZOOM_FACTOR } : null;
}

/** The same keys for `aria-keyshortcuts`. */
export const PANE_KEY_SHORTCUTS =
  'ArrowLeft ArrowRight ArrowUp ArrowDown Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown Plus - 0 C';
