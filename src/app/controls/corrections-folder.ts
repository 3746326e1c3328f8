import type { Controller, GUI } from 'lil-gui';
import type { MadeCorrection } from '../../corrections/correction.ts';
import { CORRECTIONS } from '../../corrections/registry.ts';
import { whyIdle } from '../../experiment/correction-fit.ts';
import { isMade, withCorrection, withoutCorrection } from '../../experiment/correction-list.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import { askForAxis, CHOOSE_AXIS_TEXT } from '../axis/choose-axis.ts';
import { ControlReason } from './control-reason.ts';
import { FolderSummary } from './folder-summary.ts';

/** What is done about the faults of a scan before it is reconstructed, in the order in which it is done. */
export class CorrectionsFolder {
  readonly #values: Record<string, boolean> = {};
  #made: readonly MadeCorrection[] = [];
  readonly #controllers: readonly Controller[];
  readonly #reasons: ReadonlyMap<string, ControlReason>;
  readonly #summary: FolderSummary;

  constructor(gui: GUI, onChange: (corrections: readonly MadeCorrection[]) => void) {
    const folder = gui.addFolder('Corrections').close();
    this.#summary = new FolderSummary(folder);
    const made = CORRECTIONS.all.map(({ name, words }) => {
      this.#values[name] = false;
      const controller = folder
        .add(this.#values, name)
        .name(words.label)
        .onChange((isOn: boolean) => onChange((isOn ? withCorrection : withoutCorrection)(this.#made, name)));
      controller.domElement.title = words.help;
      controller.domElement.dataset.path = `corrections.${name}`;
      return { name, controller, reason: new ControlReason(controller, controller.$widget.querySelector('input')!) };
    });
    const choose = folder.add({ choose: () => askForAxis(choose.domElement) }, 'choose').name(CHOOSE_AXIS_TEXT);
    this.#controllers = made.map(({ controller }) => controller);
    this.#reasons = new Map(made.map(({ name, reason }) => [name, reason]));
  }

  /** Shows an experiment; calls nothing back. */
  show(experiment: Experiment, subject: Subject): void {
    this.#made = experiment.corrections;
    for (const name of CORRECTIONS.names) this.#values[name] = isMade(this.#made, name);
    for (const controller of this.#controllers) controller.updateDisplay();
    let said: string | null = null;
    for (const [name, reason] of this.#reasons) {
      const why = whyIdle(name, experiment, subject);
      // What holds of several in a row is written once.
      reason.show(why, why === said);
      said = why;
    }
    const on = this.#made.map(({ kind }) => CORRECTIONS.get(kind).words.shortLabel);
    this.#summary.show(on.length === 0 ? ['none'] : on);
  }
}
