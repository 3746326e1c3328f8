import type { KeyPress } from '../../panes/pane-keys.ts';
import { pressedKey } from '../../shell/pressed-key.ts';

/** What a key does in a pane of the volume that has the focus. */
export type VolumeKeyAction =
  /** Slices up, or views on. */
  | { readonly kind: 'step'; readonly by: number }
  | { readonly kind: 'end'; readonly isHighest: boolean }
  /** Moves the crosshair within the plane, by voxels. */
  | { readonly kind: 'move'; readonly across: number; readonly up: number }
  | { readonly kind: 'thicken'; readonly by: number }
  /** The mean of a slab, or its maximum; of a view its line integrals, or the radiograph. */
  | { readonly kind: 'reduce' }
  /** The left button moves the crosshair, or turns the window. */
  | { readonly kind: 'left' };

const LEAP = 10;
const MOVES: Readonly<Record<string, readonly [across: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** `null` leaves the key to the pane and the page. */
export function volumeKeyAction(press: KeyPress): VolumeKeyAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const leap = press.shiftKey ? LEAP : 1;
  const move = MOVES[press.key];
  // With Shift they turn the window, as in every pane.
  if (move) return press.shiftKey ? null : { kind: 'move', across: move[0], up: move[1] };
  switch (pressedKey(press)) {
    case 'PageUp':
      return { kind: 'step', by: leap };
    case 'PageDown':
      return { kind: 'step', by: -leap };
    case 'Home':
      return { kind: 'end', isHighest: false };
    case 'End':
      return { kind: 'end', isHighest: true };
    case 't':
      return { kind: 'thicken', by: press.shiftKey ? -1 : 1 };
    case 'x':
      return press.shiftKey ? null : { kind: 'reduce' };
    case 'w':
      return press.shiftKey ? null : { kind: 'left' };
    default:
      return null;
  }
}
