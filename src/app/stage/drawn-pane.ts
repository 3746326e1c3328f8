import './drawn-pane.css';
import { InputError } from '../../errors.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { button, make } from '../elements/element.ts';
import { watchResolution } from '../elements/watch-resolution.ts';
import { layoutSizes } from '../panes/layout-parts.ts';
import { PaneShell } from '../panes/pane-shell.ts';
import { onPaper, readPaneStyle } from '../panes/pane-style.ts';
import type { Drawing, PaintArea } from '../views/drawn-view.ts';
import type { PaneToDraw } from './standing-view.ts';

export interface DrawnPaneOptions {
  /** Unique on the page; becomes the section's id. */
  readonly id: string;
  readonly title: string;
  /** The keys that the view listens to. */
  readonly keys: string | null;
  /** Whether there are controls in it. */
  readonly hasControls: boolean;
}

/** A titled place for a view that draws itself: paints it when its size or its screen changes, and while it can be seen. */
export class DrawnPane implements PaneToDraw {
  onToggleMaximise: (() => void) | null = null;
  /** The view's own. */
  readonly element: HTMLElement;
  readonly #shell: PaneShell;
  readonly #stopWatching: () => void;
  #drawing: { readonly of: Drawing; readonly failed: (error: unknown) => void } | null = null;
  #isSeen = false;
  #frame = 0;
  /** Lies over a canvas while it is printed. */
  #copy: HTMLCanvasElement | null = null;

  constructor(host: Element, { id, title, keys, hasControls }: DrawnPaneOptions) {
    const picture = { role: hasControls ? 'group' : 'img' };
    const reading = keys === null ? picture : { role: 'application', 'aria-keyshortcuts': keys };
    this.element = make('div', { class: 'pane-drawing', tabindex: '0', ...reading });
    const toggle = () => this.onToggleMaximise?.();
    this.#shell = new PaneShell(host, {
      ...{ id, title, picture: this.element, onToggleMaximise: toggle },
      onFit: () => this.fit(),
    });
    this.element.addEventListener('dblclick', (event) => event.defaultPrevented || toggle());
    const sizes = new ResizeObserver(() => this.paintSoon());
    sizes.observe(this.element);
    const sight = new IntersectionObserver((entries) => this.#see(entries.at(-1)!.isIntersecting));
    sight.observe(this.element);
    const stopResolution = watchResolution(() => this.paintSoon());
    this.#stopWatching = () => {
      sizes.disconnect();
      sight.disconnect();
      stopResolution();
    };
  }

  get root(): HTMLElement {
    return this.#shell.root;
  }

  get title(): string {
    return this.#shell.title;
  }

  /** Over the drawing. */
  get note(): string | null {
    return this.#shell.note;
  }

  /** Whether it is on a canvas, which can be saved. */
  get canSave(): boolean {
    return this.#drawing?.of.canvas !== undefined;
  }

  setTitle(title: string): void {
    this.#shell.title = title;
  }

  setMaximised(maximised: boolean): void {
    this.#shell.setMaximised(maximised);
  }

  focus(): void {
    this.element.focus();
  }

  setReadout(text: string): void {
    this.#shell.setReadout(text);
  }

  setNote(text: string | null): void {
    this.#shell.note = text;
  }

  describe(words: string): void {
    this.#shell.describe(words);
  }

  setZoomed(zoomed: boolean): void {
    this.#shell.setZoomed(zoomed);
  }

  addButton(added: HTMLButtonElement): void {
    this.#shell.addButton(added);
  }

  take(drawing: Drawing, failed: (error: unknown) => void): void {
    this.#drawing = { of: drawing, failed };
    drawing.setShown?.(this.#isSeen);
    this.paintSoon();
  }

  empty(sentence?: string, again?: () => void): void {
    this.#drawing = null;
    this.#shell.note = null;
    this.#shell.describe(sentence ?? null);
    this.setReadout('');
    this.setZoomed(false);
    this.element.replaceChildren();
    if (sentence === undefined || !again) return;
    const fault = make('p', {}, `${sentence}.`);
    this.element.append(make('div', { class: 'pane-fault', role: 'alert' }, fault, button('Try again', again)));
  }

  paintSoon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#isSeen) this.#paint();
    });
  }

  /** Shows all of it again. */
  fit(): void {
    this.#try((drawing) => drawing.fit?.());
  }

  /**
   * Paints at once, in the size and the colours that hold now.
   *
   * @param isForPaper a copy lies over its canvas, since browsers do not print every canvas
   */
  redrawNow(isForPaper: boolean): void {
    this.#copy?.remove();
    this.#copy = null;
    this.#paint();
    const canvas = this.#drawing?.of.canvas;
    if (!isForPaper || !canvas) return;
    const copy = make('canvas', { class: 'pane-drawing-copy' });
    copy.width = canvas.width;
    copy.height = canvas.height;
    copy.getContext('2d')!.drawImage(canvas, 0, 0);
    const [at, within] = [canvas.getBoundingClientRect(), this.element.getBoundingClientRect()];
    copy.style.left = `${at.left - within.left}px`;
    copy.style.top = `${at.top - within.top}px`;
    copy.style.width = `${at.width}px`;
    copy.style.height = `${at.height}px`;
    this.element.append(copy);
    this.#copy = copy;
  }

  /**
   * Its canvas, for saving.
   *
   * @param caption lines to be set below it, its title above it; `null` for the drawing alone
   * @param isForPaper on white, to stand in a text
   */
  async snapshot(caption: readonly string[] | null, isForPaper = false): Promise<HTMLCanvasElement> {
    const { paintSnapshot } = await fetchedPart(() => import('../panes/pane-snapshot.ts'));
    const canvas = this.#drawing?.of.canvas;
    if (!canvas) throw new InputError('There is nothing to save any more');
    const { clientWidth: widthPixels, clientHeight: heightPixels } = canvas;
    const own = readPaneStyle(this.root);
    const style = isForPaper ? onPaper(own) : own;
    const sizes = layoutSizes(widthPixels, heightPixels, style.typeScale);
    const frame = { left: 0, top: 0, width: widthPixels, height: heightPixels };
    const [title, note] = caption ? [this.title, this.note] : [null, null];
    const made = paintSnapshot({ widthPixels, heightPixels, title, note, caption: caption ?? [], style }, (scale) => ({
      layout: { frame, fontSizePixels: sizes.font, lineHeightPixels: sizes.line },
      drawPicture: () => {
        this.#paint(scale, style);
        return canvas;
      },
      paintOver: () => undefined,
    }));
    this.#paint();
    return made;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#stopWatching();
    this.root.remove();
  }

  #see(isSeen: boolean): void {
    if (isSeen === this.#isSeen) return;
    this.#isSeen = isSeen;
    this.#try((drawing) => drawing.setShown?.(isSeen));
    if (isSeen) this.paintSoon();
  }

  #paint(pixelRatio = window.devicePixelRatio, style = readPaneStyle(this.root)): void {
    const { clientWidth: widthPixels, clientHeight: heightPixels } = this.element;
    if (widthPixels < 1 || heightPixels < 1) return;
    const { font: fontSizePixels } = layoutSizes(widthPixels, heightPixels, style.typeScale);
    this.root.style.setProperty('--pane-font-size', `${fontSizePixels}px`);
    const area: PaintArea = { widthPixels, heightPixels, pixelRatio, style, fontSizePixels };
    this.#try((drawing) => drawing.paint(area));
  }

  #try(action: (drawing: Drawing) => void): void {
    if (!this.#drawing) return;
    const { of, failed } = this.#drawing;
    try {
      action(of);
    } catch (error) {
      failed(error);
    }
  }
}
