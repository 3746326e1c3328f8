import { InputError } from '../../errors.ts';
import { make } from '../elements/element.ts';
import { NO_CANVAS } from './canvas-surface.ts';
import type { LayoutRectangle } from './layout-parts.ts';
import { notePlace } from './note-place.ts';
import { PANE_KEY_SHORTCUTS } from './pane-keys.ts';
import { PaneShell } from './pane-shell.ts';

/** The elements of a pane with an array: the picture's place, which has the keyboard and the pointers, and over it the canvas for axes and drawings. */
export class PaneFrame extends PaneShell {
  readonly overlay: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;

  /** @param id unique on the page; becomes the section's id */
  constructor(host: Element, id: string, title: string, onToggleMaximise: () => void, onFit: () => void) {
    const overlay = make('canvas', { class: 'pane-overlay', 'aria-hidden': 'true' });
    const context = overlay.getContext('2d');
    if (!context) throw new InputError(NO_CANVAS);
    const picture = make('div', {
      class: 'pane-picture',
      tabindex: '0',
      // An application: the arrows belong to the picture, not to a reader's cursor.
      role: 'application',
      'aria-roledescription': 'image viewer',
      'aria-keyshortcuts': PANE_KEY_SHORTCUTS,
    });
    super(host, { id, title, picture, onToggleMaximise, onFit });
    this.overlay = overlay;
    this.context = context;
    picture.after(overlay);
  }

  /** The window that is written on the picture, for those who cannot see it. */
  describeWindow(text: string): void {
    if (this.picture.getAttribute('aria-description') !== text) this.picture.setAttribute('aria-description', text);
  }

  /** Puts a surface's canvas into the picture's place. */
  takeIn(canvas: HTMLCanvasElement): void {
    canvas.classList.add('pane-canvas');
    canvas.setAttribute('aria-hidden', 'true');
    this.picture.append(canvas);
  }

  /** Puts the picture and the note where the layout has them, CSS pixels of the body. */
  place(frame: LayoutRectangle, linePixels: number): void {
    const { left, top, width, height } = frame;
    const { style } = this.picture;
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${Math.max(width, 1)}px`;
    style.height = `${Math.max(height, 1)}px`;
    const note = this.noteElement.style;
    const placed = notePlace(frame, linePixels);
    note.left = `${placed.left}px`;
    note.top = `${placed.y}px`;
    note.transform = placed.isAbove ? 'translateY(-100%)' : '';
    note.maxWidth = `${Math.max(width - 12, 0)}px`;
  }
}
