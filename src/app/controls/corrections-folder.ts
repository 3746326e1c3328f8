import type { Controller, GUI } from 'lil-gui';
import { CORRECTION_NAMES, type CorrectionName, whyIdle } from '../../experiment/correction-fit.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type Corrections, NO_CORRECTIONS } from '../../experiment/physics-schema.ts';
import type { Subject } from '../../experiment/subject.ts';
import { ControlReason } from './control-reason.ts';
import { FolderSummary } from './folder-summary.ts';

const NAMES: Readonly<Record<CorrectionName, string>> = {
  water: 'Hardening',
  rings: 'Rings',
  metal: 'Metal',
  starvation: 'Starvation',
  scatter: 'Scatter',
  axis: 'Axis',
  truncation: 'Truncation',
};

const SHORT_NAMES: Readonly<Record<CorrectionName, string>> = {
  water: 'hardening',
  rings: 'rings',
  metal: 'metal',
  starvation: 'starvation',
  scatter: 'scatter',
  axis: 'axis',
  truncation: 'truncation',
};

/** What is done about the faults of a scan before it is reconstructed. */
export class CorrectionsFolder {
  readonly #values: { -readonly [Name in CorrectionName]: boolean } = { ...NO_CORRECTIONS };
  readonly #controllers: readonly Controller[];
  readonly #reasons: Readonly<Record<CorrectionName, ControlReason>>;
  readonly #summary: FolderSummary;

  constructor(gui: GUI, onChange: (corrections: Corrections) => void) {
    const folder = gui.addFolder('Corrections').close();
    this.#summary = new FolderSummary(folder);
    const made = CORRECTION_NAMES.map((name) => {
      const controller = folder
        .add(this.#values, name)
        .name(NAMES[name])
        .onChange(() => onChange({ ...this.#values }));
      return { name, controller, reason: new ControlReason(controller, controller.$widget.querySelector('input')!) };
    });
    this.#controllers = made.map(({ controller }) => controller);
    this.#reasons = Object.fromEntries(made.map(({ name, reason }) => [name, reason])) as Record<
      CorrectionName,
      ControlReason
    >;
  }

  /** Shows an experiment; calls nothing back. */
  show(experiment: Experiment, subject: Subject): void {
    Object.assign(this.#values, experiment.corrections ?? NO_CORRECTIONS);
    for (const controller of this.#controllers) controller.updateDisplay();
    for (const name of CORRECTION_NAMES) this.#reasons[name].show(whyIdle(name, experiment, subject));
    const on = CORRECTION_NAMES.filter((name) => this.#values[name]);
    this.#summary.show(on.length === 0 ? ['none'] : on.map((name) => SHORT_NAMES[name]));
  }
}
