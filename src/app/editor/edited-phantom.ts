import { InputError } from '../../errors.ts';
import { type PhantomFile, parsePhantomFile } from '../../phantom/phantom-file.ts';
import { EditHistory } from './edit-history.ts';
import { type EditedShape, type Filling, fillingOf } from './edited-shape.ts';
import { usualFilling } from './new-shape.ts';
import { type EditState, withShape } from './shape-list.ts';

const MAX_SOURCE_CHARACTERS = 2000;

/** A phantom under edit: its file, the selected shape, and everything that can be undone. */
export class EditedPhantom {
  readonly #original: PhantomFile;
  readonly #libraryName: string | null;
  readonly #history: EditHistory<EditState>;
  #lastFilling: Filling;

  /** @param libraryName under which the library has it; edits make a copy with a name of its own */
  constructor(file: PhantomFile, libraryName: string | null) {
    this.#original = file;
    this.#libraryName = libraryName;
    this.#history = new EditHistory<EditState>({ file, selected: null });
    this.#lastFilling = usualFilling(file);
  }

  get state(): EditState {
    return this.#history.present;
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

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  select(selected: number | null): void {
    this.#history.amend({ file: this.file, selected });
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
    this.#history.record({ file, selected: next.selected }, gesture);
    const { shape } = this;
    if (shape && before && shape.type === before.type && filledOtherwise(shape, before)) {
      this.#lastFilling = fillingOf(shape);
    }
  }

  /** Edits the selected shape. */
  editShape(shape: EditedShape, gesture: object | null = null): void {
    if (this.selected !== null) this.edit(withShape(this.state, this.selected, shape), gesture);
  }

  /** Back to before the gesture. */
  abandon(gesture: object): void {
    this.#history.abandon(gesture);
  }

  undo(): void {
    this.#history.undo();
  }

  redo(): void {
    this.#history.redo();
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
