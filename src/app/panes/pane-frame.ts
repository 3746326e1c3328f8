import './pane.css';
import { InputError } from '../../errors.ts';
import { make } from '../elements/element.ts';
import { icon, makeSvg } from '../elements/svg.ts';
import { NO_CANVAS } from './canvas-surface.ts';
import type { LayoutRectangle } from './layout-parts.ts';
import { PANE_KEY_SHORTCUTS } from './pane-keys.ts';

const MAXIMISE_PATH = 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4';
const RESTORE_PATH = 'M6 2v4H2M14 6h-4V2M10 14v-4h4M2 10h4v4';

/** A pane's elements: its header, the picture's place, and over it the canvas for axes and drawings, and the note. */
export class PaneFrame {
  readonly root: HTMLElement;
  /** Everything below the header; points of the hand are in its CSS pixels. */
  readonly body: HTMLElement;
  /** Where the picture is; it has the keyboard and the pointers. */
  readonly picture: HTMLElement;
  readonly overlay: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  #title: string;
  #toolbar: HTMLElement | null = null;
  readonly #heading: HTMLElement;
  readonly #readout = make('span', { class: 'pane-readout' });
  readonly #maximiseButton = make('button', { class: 'pane-maximise', type: 'button' });
  readonly #note = make('p', { class: 'pane-note' });

  /** @param id unique on the page; becomes the section's id */
  constructor(host: Element, id: string, title: string, onToggleMaximise: () => void) {
    this.#title = title;
    this.#heading = make('h2', { class: 'pane-title', id: `${id}-title` }, title);
    this.#maximiseButton.addEventListener('click', onToggleMaximise);
    this.picture = make('div', {
      class: 'pane-picture',
      tabindex: '0',
      // An application: the arrows belong to the picture, not to a reader's cursor.
      role: 'application',
      'aria-roledescription': 'image viewer',
      'aria-keyshortcuts': PANE_KEY_SHORTCUTS,
    });
    this.describe(null);
    this.overlay = make('canvas', { class: 'pane-overlay', 'aria-hidden': 'true' });
    const context = this.overlay.getContext('2d');
    if (!context) throw new InputError(NO_CANVAS);
    this.context = context;
    this.#note.hidden = true;
    this.body = make('div', { class: 'pane-body' }, this.picture, this.overlay, this.#note);
    this.root = make(
      'section',
      { class: 'pane', id, 'aria-labelledby': `${id}-title` },
      make('header', { class: 'pane-header' }, this.#heading, this.#readout, this.#maximiseButton),
      this.body,
    );
    host.append(this.root);
    this.setMaximised(false);
  }

  /** The title, as given. */
  get title(): string {
    return this.#title;
  }

  set title(title: string) {
    this.#title = title;
    this.#heading.textContent = title;
    this.#maximiseButton.setAttribute('aria-label', `Maximise ${title}`);
  }

  /** The picture in words; `null` while there is none. */
  describe(description: string | null): void {
    this.picture.setAttribute('aria-label', `${this.#title}: ${description ?? 'nothing to show yet'}`);
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

  setReadout(text: string): void {
    if (this.#readout.textContent === text) return;
    this.#readout.textContent = text;
    this.root.classList.toggle('pane-has-readout', text !== '');
  }

  /** Under the mouse a live region would never be silent; under the crosshair it is the only way to hear the value. */
  readReadoutAloud(aloud: boolean): void {
    if (aloud) this.#readout.setAttribute('aria-live', 'polite');
    else this.#readout.removeAttribute('aria-live');
  }

  /** What the note says, if it is there. */
  get note(): string | null {
    return this.#note.hidden ? null : this.#note.textContent;
  }

  set note(text: string | null) {
    this.#note.textContent = text ?? '';
    this.#note.hidden = text === null;
  }

  setToolbar(toolbar: HTMLElement | null): void {
    this.#toolbar?.remove();
    this.#toolbar = toolbar;
    if (toolbar) this.body.before(toolbar);
  }

  setMaximised(maximised: boolean): void {
    this.root.classList.toggle('pane-maximised', maximised);
    this.#maximiseButton.replaceChildren(icon(makeSvg('path', { d: maximised ? RESTORE_PATH : MAXIMISE_PATH })));
    this.#maximiseButton.setAttribute('aria-label', `Maximise ${this.#title}`);
    this.#maximiseButton.setAttribute('aria-pressed', String(maximised));
    this.#maximiseButton.title = maximised ? 'Back to all panes (double-click)' : 'Fill the stage (double-click)';
  }

  /** Puts the picture and the note where the layout has them, CSS pixels of the body. */
  place({ left, top, width, height }: LayoutRectangle): void {
    const { style } = this.picture;
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${Math.max(width, 1)}px`;
    style.height = `${Math.max(height, 1)}px`;
    this.#note.style.left = `${left + 6}px`;
    this.#note.style.top = `${top + 6}px`;
    this.#note.style.maxWidth = `${Math.max(width - 12, 0)}px`;
  }
}
