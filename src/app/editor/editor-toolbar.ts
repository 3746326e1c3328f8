import type { BoxKind } from '../../phantom/shapes/box-kind.ts';
import { BOX_KINDS } from '../../phantom/shapes/box-kinds.ts';
import { button, make } from '../elements/element.ts';
import { icon, makeSvg } from '../elements/svg.ts';
import type { EditedShape } from './edited-shape.ts';
import { typeWords } from './shape-words.ts';

export interface EditorToolbarCallbacks {
  onAdd(type: EditedShape['type']): void;
  onDuplicate(): void;
  onDelete(): void;
  onDone(): void;
}

/** What the toolbar's buttons depend on. */
export interface EditorToolbarState {
  readonly hasSelection: boolean;
  readonly isDrawing: boolean;
}

/** Pictures of 16 × 16, drawn with the colour of the text. */
const ICONS = {
  polygon: () => path('M8 2 14 7 11.5 13.5H4.5L2 7Z'),
  duplicate: () => path('M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3'),
  delete: () => path('M2.5 4h11M6 4V2.5h4V4M4 4l.6 9.5h6.8L12 4M6.8 6.5v4.5M9.2 6.5v4.5'),
} as const;

/** Adding, copying, dropping, right above the picture; and a line that says what is selected. */
export class EditorToolbar {
  readonly root: HTMLElement;
  readonly #word = make('p', { class: 'editor-word', role: 'status', 'aria-live': 'polite' });
  readonly #polygon: HTMLButtonElement;
  readonly #duplicate: HTMLButtonElement;
  readonly #delete: HTMLButtonElement;

  constructor(callbacks: EditorToolbarCallbacks) {
    const add = (type: EditedShape['type'], picture: SVGElement) =>
      iconButton(picture, `Add ${a(type)} ${typeWords(type).toLowerCase()}`, () => callbacks.onAdd(type));
    this.#polygon = add('polygon', ICONS.polygon());
    this.#duplicate = iconButton(ICONS.duplicate(), 'Duplicate the shape (Ctrl+D)', callbacks.onDuplicate);
    this.#delete = iconButton(ICONS.delete(), 'Delete the shape (Delete)', callbacks.onDelete);
    const row = make(
      'div',
      { class: 'editor-tools', role: 'toolbar', 'aria-label': 'Edit the phantom' },
      ...BOX_KINDS.map(({ type, outline }) => add(type, outlineIcon(outline))),
      this.#polygon,
      this.#duplicate,
      this.#delete,
      button('Done', callbacks.onDone, { class: 'editor-done', title: 'End editing (E)' }),
    );
    this.root = make('div', { class: 'editor-bar' }, row, this.#word);
  }

  show({ hasSelection, isDrawing }: EditorToolbarState): void {
    setEnabled(this.#duplicate, hasSelection);
    setEnabled(this.#delete, hasSelection);
    this.#polygon.setAttribute('aria-pressed', String(isDrawing));
  }

  say(sentence: string): void {
    if (this.#word.textContent !== sentence) this.#word.textContent = sentence;
    this.#word.title = sentence;
  }
}

/** Disabled for assistive technology and the eye, but with the keyboard's focus kept: deleting the shape must not lose it. */
function setEnabled(element: HTMLButtonElement, enabled: boolean): void {
  element.setAttribute('aria-disabled', String(!enabled));
}

function a(type: EditedShape['type']): string {
  return /^[aeiou]/.test(type) ? 'an' : 'a';
}

function path(d: string): SVGPathElement {
  return makeSvg('path', { d });
}

/** A box of 11 × 9. */
function outlineIcon(outline: BoxKind['outline']): SVGPathElement {
  const corners = outline.map(({ x, y }) => `${(8 + 5.5 * x).toFixed(2)} ${(8 - 4.5 * y).toFixed(2)}`);
  return path(`M${corners.join(' ')}Z`);
}

function iconButton(picture: SVGElement, title: string, action: () => void): HTMLButtonElement {
  const element = button('', action, { class: 'editor-tool', title, 'aria-label': title.replace(/ \(.*/, '') });
  element.append(icon(picture));
  return element;
}
