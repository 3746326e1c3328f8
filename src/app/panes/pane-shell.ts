import './pane.css';
import { button, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import { icon, makeSvg } from '../elements/svg.ts';

const MAXIMISE_PATH = 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4';
/** Between where a reading is and what it reads. */
const PLACE_END = ': ';
const RESTORE_PATH = 'M6 2v4H2M14 6h-4V2M10 14v-4h4M2 10h4v4';

export interface PaneShellOptions {
  /** Unique on the page; becomes the section's id. */
  readonly id: string;
  readonly title: string;
  /** Goes into the body, and has the keyboard. */
  readonly picture: HTMLElement;
  onToggleMaximise(): void;
  /** Shows all of what is in it again. */
  onFit(): void;
}

/** What every pane has, whatever is in it: a header with title, read-out and buttons, a body below it, a note over that. */
export class PaneShell {
  readonly root: HTMLElement;
  /** Everything below the header; points of the hand are in its CSS pixels. */
  readonly body: HTMLElement;
  readonly picture: HTMLElement;
  protected readonly noteElement = make('p', { class: 'pane-note', hidden: '' });
  #title: string;
  #toolbar: HTMLElement | null = null;
  readonly #heading: HTMLElement;
  /** Of a reading the place, which may be cut short, and the value, which is not. */
  readonly #place = make('span', { class: 'pane-readout-place' });
  readonly #value = make('span', { class: 'pane-readout-value' });
  readonly #readout = make('span', { class: 'pane-readout' }, this.#place, this.#value);
  readonly #fitButton: HTMLButtonElement;
  readonly #maximiseButton = make('button', { class: 'pane-maximise', type: 'button' });

  constructor(host: Element, { id, title, picture, onToggleMaximise, onFit }: PaneShellOptions) {
    this.#title = title;
    this.#heading = make('h2', { class: 'pane-title', id: `${id}-title` }, title);
    this.#maximiseButton.addEventListener('click', onToggleMaximise);
    const fit = () => {
      onFit();
      // The button goes: whoever pressed it by keyboard goes on with the picture.
      picture.focus({ preventScroll: true });
    };
    this.#fitButton = button('Fit', fit, { class: 'pane-fit', title: 'Show all of the image again (0)', hidden: '' });
    this.picture = picture;
    this.describe(null);
    this.body = make('div', { class: 'pane-body' }, picture, this.noteElement);
    this.root = make(
      'section',
      { class: 'pane', id, 'aria-labelledby': `${id}-title` },
      make('header', { class: 'pane-header' }, this.#heading, this.#readout, this.#fitButton, this.#maximiseButton),
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
    setText(this.#heading, title);
    this.#maximiseButton.setAttribute('aria-label', `Maximise ${title}`);
  }

  /** The picture in words; `null` while there is none. */
  describe(description: string | null): void {
    const words = `${this.#title}: ${description ?? 'nothing to show yet'}`;
    if (this.picture.getAttribute('aria-label') !== words) this.picture.setAttribute('aria-label', words);
  }

  /** @param text after a title, where and what: of `place: value` the place is cut short where there is no room */
  setReadout(text: string): void {
    if (this.#readout.textContent === text) return;
    const placeEnd = text.indexOf(PLACE_END);
    const valueAt = placeEnd < 0 ? text.length : placeEnd + PLACE_END.length;
    setText(this.#place, text.slice(0, valueAt));
    setText(this.#value, text.slice(valueAt));
  }

  /** Under the mouse a live region would never be silent; under the crosshair it is the only way to hear the value. */
  readReadoutAloud(aloud: boolean): void {
    if (aloud) this.#readout.setAttribute('aria-live', 'polite');
    else this.#readout.removeAttribute('aria-live');
  }

  /** What the note says, if it is there. */
  get note(): string | null {
    return this.noteElement.hidden ? null : this.noteElement.textContent;
  }

  set note(text: string | null) {
    setText(this.noteElement, text ?? '');
    this.noteElement.hidden = text === null;
  }

  setToolbar(toolbar: HTMLElement | null): void {
    this.#toolbar?.remove();
    this.#toolbar = toolbar;
    if (toolbar) this.body.before(toolbar);
  }

  /** Whether a part of the picture is out of sight; then there is a way back. */
  setZoomed(zoomed: boolean): void {
    if (this.#fitButton.hidden === zoomed) this.#fitButton.hidden = !zoomed;
  }

  setMaximised(maximised: boolean): void {
    this.root.classList.toggle('pane-maximised', maximised);
    this.#maximiseButton.replaceChildren(icon(makeSvg('path', { d: maximised ? RESTORE_PATH : MAXIMISE_PATH })));
    this.#maximiseButton.setAttribute('aria-label', `Maximise ${this.#title}`);
    this.#maximiseButton.setAttribute('aria-pressed', String(maximised));
    this.#maximiseButton.title = maximised ? 'Show all panes (double-click)' : 'Maximise (double-click)';
  }

  /** Puts a button into the title line, before the last one. */
  addButton(added: HTMLButtonElement): void {
    this.#maximiseButton.before(added);
  }
}
