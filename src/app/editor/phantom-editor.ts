import { pressedKey } from '../shell/pressed-key.ts';
import '../controls/lil-gui.css';
import './editor.css';
import type { GUI } from 'lil-gui';
import { InputError } from '../../errors.ts';
import type { PhantomFile } from '../../phantom/phantom-file.ts';
import type { Pane } from '../panes/pane.ts';
import { EditedPhantom } from './edited-phantom.ts';
import type { EditedShape } from './edited-shape.ts';
import { EditorToolbar } from './editor-toolbar.ts';
import type { SeenPlane } from './handles.ts';
import { moved } from './reshape.ts';
import { ShapeEdits } from './shape-edits.ts';
import { ShapeInspector } from './shape-inspector.ts';
import { withCopy, withShape, withShapeShifted } from './shape-list.ts';
import { ShapeTool, type ShapeToolHost } from './shape-tool.ts';
import { selectionWords } from './shape-words.ts';

export interface PhantomEditorCallbacks {
  /** The phantom is another one now; `moving` while the hand goes on. */
  onEdit(phantom: EditedPhantom, moving: boolean): void;
  /** Another shape is selected. */
  onSelect(): void;
  onActive(active: boolean): void;
}

/** How far from its original a copy lies, CSS pixels. */
const COPY_PIXELS = 16;

/**
 * Editing the phantom of shapes on its own picture: the tool for the hand, the toolbar above the picture, the list and
 * the numbers in the panel, and the keys. Whoever owns it runs what it edits.
 */
export class PhantomEditor {
  readonly #pane: Pane<unknown>;
  readonly #callbacks: PhantomEditorCallbacks;
  readonly #toolbar: EditorToolbar;
  readonly #inspector: ShapeInspector;
  #phantom: EditedPhantom | null = null;
  #edits: ShapeEdits | null = null;
  #tool: ShapeTool | null = null;
  /** Keys and fields have moved something whose whole run is still to be asked for. */
  #unsettled = false;
  /** Edits of one field until it is left are undone together. */
  #fieldGesture: object | null = null;
  #refusal = '';
  #listening: AbortController | null = null;

  constructor(pane: Pane<unknown>, folder: GUI, callbacks: PhantomEditorCallbacks) {
    this.#pane = pane;
    this.#callbacks = callbacks;
    this.#toolbar = new EditorToolbar({
      onAdd: (type) => this.#add(type),
      onDuplicate: () => this.#duplicate(),
      onDelete: () => this.#edits?.removeShape(),
      onDone: () => this.end(),
    });
    this.#inspector = new ShapeInspector(folder, {
      onSelect: (index) => this.#edits?.select(index),
      onShape: (shape, finished) => this.#editField(shape, finished),
      onPhantom: (changes) => this.#edit(({ state }) => ({ ...state, file: { ...state.file, ...changes } })),
      onShift: (by) => this.#edit(({ state }) => withShapeShifted(state, state.selected!, by)),
      onCorner: (index) => this.#edits?.setCorner(index),
      onInsertCorner: (edge) => this.#edits?.insertCorner(edge),
      onRemoveCorner: (index) => this.#edits?.removeCorner(index),
    });
  }

  get isActive(): boolean {
    return this.#tool !== null;
  }

  /** What is, or was last, edited. */
  get phantom(): EditedPhantom | null {
    return this.#phantom;
  }

  /**
   * Begins editing.
   *
   * @param libraryName under which the library has the file
   */
  begin(file: PhantomFile, libraryName: string | null): void {
    if (this.isActive) this.end();
    const phantom = this.#phantom?.file === file ? this.#phantom : new EditedPhantom(file, libraryName);
    this.#phantom = phantom;
    const host: ShapeToolHost = {
      phantom,
      unitMm: file.unitMm,
      seen: () => this.#seen(),
      attempt: (edit, moving) => this.#attempt(edit, moving),
      settle: (refused) => this.#settle(refused),
      selectionChanged: () => {
        this.#show();
        this.#callbacks.onSelect();
      },
      say: (sentence) => this.#toolbar.say(sentence),
      leave: () => this.end(),
    };
    this.#edits = new ShapeEdits(host);
    this.#tool = new ShapeTool(host, this.#edits);
    this.#pane.setTool(this.#tool);
    this.#pane.setToolbar(this.#toolbar.root);
    this.#listen();
    this.#callbacks.onActive(true);
    this.#show();
    this.#pane.focus();
  }

  /** The phantom is again what it has been. */
  broughtBack(): void {
    this.#unsettled = false;
    this.#fieldGesture = null;
    this.#tool?.letGo();
    this.#edits?.letGo();
    this.#show();
  }

  end(): void {
    if (!this.#tool) return;
    if (this.#unsettled) this.#settle(false);
    this.#tool = null;
    this.#edits = null;
    this.#listening?.abort();
    this.#pane.setTool(null);
    this.#pane.setToolbar(null);
    this.#inspector.show(null);
    this.#callbacks.onActive(false);
  }

  #add(type: EditedShape['type']): void {
    const edits = this.#edits;
    if (!edits) return;
    if (type !== 'polygon') edits.addShape(type);
    else if (edits.drawing.now) edits.drawing.cancel();
    else edits.startDrawing();
    this.#pane.focus();
  }

  #duplicate(): void {
    const { shape, selected, state } = this.#phantom!;
    const seen = this.#seen();
    if (!shape || selected === null || !seen) return;
    const way = COPY_PIXELS * seen.pixel;
    const copy = moved(shape, way, -way, this.#edits!.steps.snap);
    this.#edit(() => withCopy(state, selected, copy));
  }

  #edit(change: (phantom: EditedPhantom) => EditedPhantom['state']): void {
    const phantom = this.#phantom!;
    this.#attempt(() => phantom.edit(change(phantom)), false);
  }

  #editField(shape: EditedShape, finished: boolean): void {
    const phantom = this.#phantom!;
    const { selected, state } = phantom;
    if (selected === null) return;
    this.#fieldGesture ??= {};
    const gesture = this.#fieldGesture;
    this.#attempt(() => phantom.edit(withShape(state, selected, shape), gesture), !finished);
    if (!finished) return;
    this.#fieldGesture = null;
    // What was refused stands in the field no longer.
    this.#show();
  }

  #attempt(edit: () => void, moving: boolean): boolean {
    try {
      edit();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#refusal = `Error: ${error.message}. Nothing was changed.`;
      this.#toolbar.say(this.#refusal);
      return false;
    }
    this.#unsettled = moving;
    this.#show();
    this.#callbacks.onEdit(this.#phantom!, moving);
    return true;
  }

  #settle(refused: boolean): void {
    this.#unsettled = false;
    this.#show();
    if (refused) this.#toolbar.say(this.#refusal);
    this.#callbacks.onEdit(this.#phantom!, false);
  }

  /** How the plane is seen, in the file's unit. */
  #seen(): SeenPlane | null {
    const { seen } = this.#pane;
    if (!seen) return null;
    const { unitMm } = this.#phantom!.file;
    const { left, right, bottom, top, perPixel } = seen;
    return {
      pixel: perPixel / unitMm,
      visible: { left: left / unitMm, right: right / unitMm, bottom: bottom / unitMm, top: top / unitMm },
    };
  }

  #show(): void {
    const phantom = this.#phantom;
    const edits = this.#edits;
    if (!phantom || !edits) return;
    const { file, selected } = phantom;
    const { corner } = edits;
    const drawing = edits.drawing.now;
    this.#toolbar.show({ hasSelection: selected !== null, isDrawing: drawing !== null });
    if (!drawing) this.#toolbar.say(selectionWords(file, selected));
    this.#inspector.show({ file, selected, corner });
    this.#pane.requestRedraw();
  }

  // Keys that hold wherever the focus is

  #listen(): void {
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    window.addEventListener('keydown', (event) => this.#keyDown(event), { signal });
    window.addEventListener(
      'keyup',
      () => {
        if (this.#unsettled && this.#fieldGesture === null) this.#settle(false);
      },
      { signal },
    );
  }

  #keyDown(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const typing = target.closest('input:not([type="range"], [type="checkbox"]), textarea');
    if (typing || event.altKey || document.querySelector('dialog[open]')) return;
    const action = this.#actionOf(event, target);
    if (!action) return;
    event.preventDefault();
    action();
  }

  #actionOf(event: KeyboardEvent, target: HTMLElement): (() => void) | null {
    const { ctrlKey, metaKey } = event;
    const key = pressedKey(event);
    if (ctrlKey || metaKey) {
      if (key === 'd') return () => this.#duplicate();
      return null;
    }
    // On the picture the tool has had the key already.
    const deletes = key === 'Delete' && (target === document.body || target.closest('.editor-list, .editor-bar'));
    return deletes ? () => this.#edits?.removeSelected() : null;
  }
}
