import type { GUI } from 'lil-gui';
import { fetchedPart } from '../../fetched-part.ts';
import { loadLibraryPhantom } from '../../phantom/library.ts';
import { type PhantomFile, shapePhantom } from '../../phantom/phantom-file.ts';
import type { PartOfMoment, PresentExperiment } from '../present/present-experiment.ts';
import { NewestWish } from '../runs/newest-wish.ts';
import type { Notices } from '../shell/notices.ts';
import { whyNotEditable } from '../shell/phantom-menu.ts';
import type { Stage } from '../stage/stage.ts';
import type { EditedPhantom } from './edited-phantom.ts';
import type { PhantomEditor } from './phantom-editor.ts';
import type { EditState } from './shape-list.ts';

/** What an edited phantom is at a moment. */
interface EditedMoment {
  readonly phantom: EditedPhantom;
  readonly state: EditState;
}

export interface PhantomEditingCallbacks {
  /** The present experiment has an edited phantom; `moving` while the hand goes on. */
  onEdit(moving: boolean): void;
  onEnd(): void;
}

/** Editing the phantom of the present experiment: whether that can be, its button, and what becomes of the experiment. */
export class PhantomEditing implements PartOfMoment<EditedMoment> {
  readonly #button: HTMLButtonElement;
  readonly #folder: GUI;
  readonly #present: PresentExperiment;
  readonly #stage: Stage;
  readonly #notices: Notices;
  readonly #callbacks: PhantomEditingCallbacks;
  /** Fetched when it is first asked for. */
  #editor: PhantomEditor | null = null;
  readonly #wishes = new NewestWish();

  /** @param folder of the panel, for lists and numbers */
  constructor(
    button: HTMLButtonElement,
    folder: GUI,
    present: PresentExperiment,
    stage: Stage,
    notices: Notices,
    callbacks: PhantomEditingCallbacks,
  ) {
    this.#button = button;
    this.#folder = folder;
    this.#present = present;
    this.#stage = stage;
    this.#notices = notices;
    this.#callbacks = callbacks;
  }

  get isActive(): boolean {
    return this.#editor?.isActive ?? false;
  }

  state(): EditedMoment | null {
    const phantom = this.#editor?.phantom;
    if (!phantom || phantom.reference !== this.#present.experiment.phantom) return null;
    return { phantom, state: phantom.state };
  }

  /** Goes on with what is brought back, where that is a state of the phantom under edit; ends where it is another. */
  bring(moment: EditedMoment | null): void {
    const editor = this.#editor;
    const phantom = editor?.phantom;
    if (!editor || !phantom) return;
    if (moment?.phantom === phantom) phantom.bring(moment.state);
    else if (!phantom.bringOriginal(this.#present.experiment.phantom)) {
      editor.end();
      return;
    }
    editor.broughtBack();
  }

  /**
   * Begins or ends; tells in a sentence where the subject has no shapes.
   *
   * @param subjectChosen resolves when nothing is being opened any more: what was chosen last is what is to be edited
   */
  async toggle(subjectChosen: Promise<void> = Promise.resolve()): Promise<void> {
    if (this.#editor?.isActive) {
      this.#editor.end();
      return;
    }
    const signal = this.#wishes.begin();
    await subjectChosen;
    if (signal.aborted) return;
    const { experiment, subject } = this.#present;
    const why = whyNotEditable(subject);
    if (why !== null) {
      this.#notices.error(`${why}.`);
      return;
    }
    try {
      const { phantom } = experiment;
      const name = typeof phantom === 'string' ? phantom : null;
      const file = name === null ? (phantom as PhantomFile) : await loadLibraryPhantom(name);
      const editor = await this.#fetchEditor();
      // Meanwhile something else may have been opened, or the key pressed twice.
      if (!file || signal.aborted || subject !== this.#present.subject || editor.isActive) return;
      if (this.#stage.maximised !== 'phantom') this.#stage.maximise(null);
      editor.begin(file, name);
      // Wherever panel and stage were scrolled to: what is edited, and its numbers.
      for (const place of [this.#folder.domElement, this.#stage.pane('phantom')!.root]) {
        place.scrollIntoView({ block: 'nearest' });
      }
    } catch (error) {
      if (!signal.aborted) this.#notices.failure(error, () => void this.toggle());
    }
  }

  end(): void {
    this.#wishes.abandon();
    this.#editor?.end();
  }

  /** Brings the button up to date with the subject. */
  showWhether(): void {
    const why = whyNotEditable(this.#present.subject);
    this.#button.setAttribute('aria-disabled', String(why !== null));
    this.#button.title = why ?? 'Edit the phantom (E)';
  }

  async #fetchEditor(): Promise<PhantomEditor> {
    const { PhantomEditor } = await fetchedPart(() => import('./phantom-editor.ts'));
    this.#editor ??= new PhantomEditor(this.#stage.pane('phantom')!, this.#folder, {
      onEdit: (phantom, moving) => this.#take(phantom, moving),
      onSelect: () => this.#present.note(),
      onActive: (active) => {
        this.#button.setAttribute('aria-pressed', String(active));
        if (!active) this.#callbacks.onEnd();
      },
    });
    return this.#editor;
  }

  #take({ file, reference, gesture }: EditedPhantom, moving: boolean): void {
    const experiment = { ...this.#present.experiment, phantom: reference };
    this.#present.open(experiment, shapePhantom(file), { gesture, moving });
    this.#callbacks.onEdit(moving);
  }
}
