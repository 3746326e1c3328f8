import { InputError } from '../../errors.ts';
import { type PhantomFile, parsePhantomFile } from '../../phantom/phantom-file.ts';
import { type EditedShape, type Filling, fillingOf } from './edited-shape.ts';
import { usualFilling } from './new-shape.ts';
import { type EditState, withShape } from './shape-list.ts';

const MAX_SOURCE_CHARACTERS = 2000;

/** A phantom under edit: its file and the selected shape. What can be undone is the page's past. */
export class EditedPhantom {
  readonly #original: PhantomFile;
  readonly #libraryName: string | null;
  #state: EditState;
  /** What the last edit belongs to, and what was there before. */
  #gesture: { readonly of: object; readonly before: EditState } | null = null;
  #lastFilling: Filling;

  /** @param libraryName under which the library has it; edits make a copy with a name of its own */
  constructor(file: PhantomFile, libraryName: string | null) {
    this.#original = file;
    this.#libraryName = libraryName;
    this.#state = { file, selected: null };
    this.#lastFilling = usualFilling(file);
  }

  get state(): EditState {
    return this.#state;
  }

  get file(): PhantomFile {
    return this.state.file;
  }

  /** The index of the selected shape. */
  get selected(): number | null {
    return this.state.selected;
  }

  get shape(): EditedShape | null {
    return this.selected === null ? null : (this.file.shapes[this.selected] ?? null);
  }

  /** What an experiment calls it: the library's name as long as nothing has been changed, else the file itself. */
  get reference(): string | PhantomFile {
    return this.file === this.#original && this.#libraryName !== null ? this.#libraryName : this.file;
  }

  /** What a new shape is filled with. */
  get lastFilling(): Filling {
    return this.#lastFilling;
  }

  /** The gesture that the last edit belongs to. */
  get gesture(): object | null {
    return this.#gesture?.of ?? null;
  }

  select(selected: number | null): void {
    this.#state = { file: this.file, selected };
  }

  /** Is again what it has been. */
  bring(state: EditState): void {
    this.#state = state;
    this.#gesture = null;
  }

  /** Is again what it was before any edit, where that is what an experiment names; says whether it is. */
  bringOriginal(reference: unknown): boolean {
    if (reference !== (this.#libraryName ?? this.#original)) return false;
    if (this.file !== this.#original) this.bring({ file: this.#original, selected: null });
    return true;
  }

  /**
   * Takes an edit over.
   *
   * @param gesture edits of one gesture are undone together
   * @throws InputError with a sentence where the file would not be a phantom; everything stays as it was
   */
  edit(next: EditState, gesture: object | null = null): void {
    const file = checked(this.#named(next.file));
    const before = this.shape;
    if (gesture === null) this.#gesture = null;
    else if (gesture !== this.gesture) this.#gesture = { of: gesture, before: this.#state };
    this.#state = { file, selected: next.selected };
    const { shape } = this;
    if (shape && before && shape.type === before.type && filledOtherwise(shape, before)) {
      this.#lastFilling = fillingOf(shape);
    }
  }

  /** Edits the selected shape. */
  editShape(shape: EditedShape, gesture: object | null = null): void {
    if (this.selected !== null) this.edit(withShape(this.state, this.selected, shape), gesture);
  }

  /** Back to before the gesture, as if it had never begun. */
  abandon(gesture: object): void {
    if (this.#gesture?.of === gesture) this.#state = this.#gesture.before;
  }

  /** A changed copy of the library's is no longer what its source describes. */
  #named(file: PhantomFile): PhantomFile {
    if (this.#libraryName === null || file.name !== this.#original.name) return file;
    const { teaches: _, source, ...rest } = file;
    return {
      ...rest,
      name: `${file.name} (edited)`,
      source: `Changed by hand from: ${file.name}${source ? `; ${source}` : ''}`.slice(0, MAX_SOURCE_CHARACTERS),
    };
  }
}

function filledOtherwise(shape: EditedShape, before: EditedShape): boolean {
  return JSON.stringify(fillingOf(shape)) !== JSON.stringify(fillingOf(before));
}

function checked(file: PhantomFile): PhantomFile {
  try {
    return parsePhantomFile(file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // Which shape it is, whoever edits it sees.
    throw new InputError(error.message.replace(/^shapes\[\d+\]: /, ''));
  }
}
