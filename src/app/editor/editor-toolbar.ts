import { button, make } from '../element.ts';
import { icon, makeSvg } from '../svg.ts';
import type { EditedShape } from './edited-shape.ts';

export interface EditorToolbarCallbacks {
  onAdd(type: EditedShape['type']): void;
  onDuplicate(): void;
  onDelete(): void;
  onUndo(): void;
  onRedo(): void;
  onDone(): void;
}

/** What the toolbar's buttons depend on. */
export interface EditorToolbarState {
  readonly hasSelection: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly isDrawing: boolean;
}

/** Pictures of 16 × 16, drawn with the colour of the text. */
const ICONS = {
  ellipse: () => makeSvg('ellipse', { cx: 8, cy: 8, rx: 6, ry: 4.5 }),
  rectangle: () => makeSvg('rect', { x: 2.5, y: 3.5, width: 11, height: 9 }),
  polygon: () => path('M8 2 14 7 11.5 13.5H4.5L2 7Z'),
  duplicate: () => path('M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3'),
  delete: () => path('M2.5 4h11M6 4V2.5h4V4M4 4l.6 9.5h6.8L12 4M6.8 6.5v4.5M9.2 6.5v4.5'),
  undo: () => path('M5.5 2.5 2.5 5.5l3 3M2.5 5.5H9a4 4 0 0 1 0 8H5'),
  redo: () => path('m10.5 2.5 3 3-3 3M13.5 5.5H7a4 4 0 0 0 0 8h4'),
} as const;

/** Adding, copying, dropping, undoing, right above the picture; and a line that says what is selected. */
export class EditorToolbar {
  readonly root: HTMLElement;
  readonly #word = make('p', { class: 'editor-word', role: 'status', 'aria-live': 'polite' });
  readonly #polygon: HTMLButtonElement;
  readonly #duplicate: HTMLButtonElement;
  readonly #delete: HTMLButtonElement;
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;

  constructor(callbacks: EditorToolbarCallbacks) {
    const add = (type: EditedShape['type']) => iconButton(type, `Add ${a(type)} ${type}`, () => callbacks.onAdd(type));
    this.#polygon = add('polygon');
    this.#duplicate = iconButton('duplicate', 'Duplicate the shape (Ctrl+D)', callbacks.onDuplicate);
    this.#delete = iconButton('delete', 'Delete the shape (Delete)', callbacks.onDelete);
    this.#undo = iconButton('undo', 'Undo (Ctrl+Z)', callbacks.onUndo);
    this.#redo = iconButton('redo', 'Redo (Ctrl+Shift+Z)', callbacks.onRedo);
    const row = make(
      'div',
      { class: 'editor-tools', role: 'toolbar', 'aria-label': 'Edit the phantom' },
      add('ellipse'),
      add('rectangle'),
      this.#polygon,
      this.#duplicate,
      this.#delete,
      this.#undo,
      this.#redo,
      button('Done', callbacks.onDone, { class: 'editor-done', title: 'End editing (E)' }),
    );
    this.root = make('div', { class: 'editor-bar' }, row, this.#word);
  }

  show({ hasSelection, canUndo, canRedo, isDrawing }: EditorToolbarState): void {
    setEnabled(this.#duplicate, hasSelection);
    setEnabled(this.#delete, hasSelection);
    setEnabled(this.#undo, canUndo);
    setEnabled(this.#redo, canRedo);
    this.#polygon.setAttribute('aria-pressed', String(isDrawing));
  }

  say(sentence: string): void {
    if (this.#word.textContent !== sentence) this.#word.textContent = sentence;
    this.#word.title = sentence;
  }
}

/** Disabled for assistive technology and the eye, but with the keyboard's focus kept: undoing the last step must not lose it. */
function setEnabled(element: HTMLButtonElement, enabled: boolean): void {
  element.setAttribute('aria-disabled', String(!enabled));
}

function a(type: EditedShape['type']): string {
  return type === 'ellipse' ? 'an' : 'a';
}

function path(d: string): SVGPathElement {
  return makeSvg('path', { d });
}

function iconButton(name: keyof typeof ICONS, title: string, action: () => void): HTMLButtonElement {
  const element = button('', action, { class: 'editor-tool', title, 'aria-label': title.replace(/ \(.*/, '') });
  element.append(icon(ICONS[name]()));
  return element;
}
