import type { ShownExperiment, ShownTerm } from '../../course/glossary-term.ts';
import { artefactScans } from '../../experiment/artefact-scans.ts';
import { ARTEFACTS } from '../../experiment/artefacts.ts';
import { type Experiment, experimentJson, resolveExperiment } from '../../experiment/experiment.ts';
import { type ExperimentPatch, patchBetween } from '../../experiment/experiment-patch.ts';
import { parseExperimentInput } from '../../experiment/experiment-schema.ts';
import { besidesPart } from '../../experiment/link.ts';
import { showingScan } from '../../experiment/showing-scan.ts';
import { loadSubject } from '../../experiment/subject.ts';
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
  readonly dialogs: Readonly<Record<'benchmark' | 'compare' | 'log' | 'sweep', () => void>>;
}

/** Strong enough to be seen at once. */
const STRENGTH = 0.7;
const USUAL_PHANTOM = 'shepp-logan-1974';

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
    if ('dialog' in shown) {
      dialogs[shown.dialog]();
      return;
    }
    try {
      const { experiment, workplace, besides } = 'artefact' in shown ? await ofArtefact(shown.artefact) : shown;
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

/** The laboratory with an artefact in it, over what is usual of a phantom that shows it. */
export async function ofArtefact(name: string): Promise<Omit<ShownExperiment, 'look'>> {
  const artefact = ARTEFACTS.find((one) => one.name === name);
  if (!artefact) throw new Error(`there is no artefact ${name}`);
  const input = parseExperimentInput({ phantom: artefact.phantom ?? USUAL_PHANTOM });
  const subject = await loadSubject(input, () => Promise.reject(new Error('a phantom of the library needs no file')));
  const base = showingScan(resolveExperiment(input, subject), subject);
  const { width, level } = artefact.window;
  const { disturbed } = artefactScans({ ...base, display: { width, level } }, artefact, STRENGTH);
  return {
    experiment: disturbed as ExperimentPatch,
    workplace: 'artefacts',
    besides: {
      artefacts: { artefact: name, strength: STRENGTH, over: patchBetween(disturbed, experimentJson(base)) },
    },
  };
}
