import type { ShownDialog, ShownTerm } from '../../course/glossary-term.ts';
import { exampleOf } from '../../course/shown-experiment.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { besidesPart } from '../../experiment/link.ts';
import { closeDialogs } from '../dialogs/dialog-loader.ts';
import type { Opening } from '../present/opening.ts';
import type { PartOfMoment, PresentExperiment } from '../present/present-experiment.ts';
import type { Notices } from '../shell/notices.ts';
import { addressPart } from '../workplaces/workplace-in-address.ts';
import type { Workplaces } from '../workplaces/workplaces.ts';

/** What an example needs of the page. */
export interface ExamplePage {
  readonly present: PresentExperiment;
  readonly opening: Opening;
  readonly workplaces: Workplaces;
  readonly notices: Notices;
  undo(): void;
  /** Dialogs by the names that terms have for them. */
  readonly dialogs: Readonly<Record<ShownDialog, () => void>>;
}

/** Examples of terms on the page: each is a step, and undoing it brings back where one was besides. */
export class Examples implements PartOfMoment<null> {
  readonly #page: ExamplePage;
  /** What was there before the newest example, and where it was looked at. */
  #before: { readonly experiment: Experiment; readonly workplace: string } | null = null;

  constructor(page: ExamplePage) {
    this.#page = page;
    page.present.addPart('example', this);
  }

  /** Puts an example on the page, and says what to look at. */
  async show(shown: ShownTerm): Promise<void> {
    const { dialogs, notices, opening, present, workplaces } = this.#page;
    if (shown.kind === 'dialog') {
      closeDialogs();
      dialogs[shown.dialog]();
      return;
    }
    try {
      const { experiment, workplace, besides } = await exampleOf(shown);
      const behind = `${workplace ? addressPart(workplace) : ''}${besides ? besidesPart(besides) : ''}`;
      const before = { experiment: present.experiment, workplace: workplaces.present.name };
      if (!(await opening.openExample(experiment, behind))) return;
      this.#before = before;
      notices.told(`${shown.look} Undo brings your experiment back.`, { text: 'Undo', act: () => this.#page.undo() });
    } catch (error) {
      notices.failure(error);
    }
  }

  state(): null {
    return null;
  }

  bring(): void {
    const { present, workplaces } = this.#page;
    if (this.#before?.experiment !== present.experiment) return;
    const { workplace } = this.#before;
    if (workplaces.present.name !== workplace) workplaces.open({ workplace, state: null });
  }
}
