import type { Controller, GUI } from 'lil-gui';
import type { MadeCorrection } from '../../corrections/correction.ts';
import { CORRECTIONS } from '../../corrections/registry.ts';
import { whyIdle } from '../../experiment/correction-fit.ts';
import { isMade, withCorrection, withoutCorrection } from '../../experiment/correction-list.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { SetValues } from '../../spec-settings.ts';
import { askForAxis, CHOOSE_AXIS_TEXT } from '../axis/choose-axis.ts';
import { ControlReason } from './control-reason.ts';
import { FolderSummary } from './folder-summary.ts';
import { LateSettingControls } from './late-setting-controls.ts';

export interface CorrectionsFolderCallbacks {
  /** Another list of them; `finished` on release of a slider. */
  onChange(corrections: readonly MadeCorrection[], finished: boolean): void;
  /** Controls could not be fetched. */
  onFailed(error: unknown): void;
}

/** What is done about the faults of a scan before it is reconstructed, in the order in which it is done. */
export class CorrectionsFolder {
  readonly #values: Record<string, boolean> = {};
  #made: readonly MadeCorrection[] = [];
  readonly #controllers: readonly Controller[];
  readonly #reasons: ReadonlyMap<string, ControlReason>;
  /** What can be set of those that have settings, below them while they are made. */
  readonly #settings = new Map<string, LateSettingControls>();
  readonly #summary: FolderSummary;

  constructor(gui: GUI, { onChange, onFailed }: CorrectionsFolderCallbacks) {
    const folder = gui.addFolder('Corrections').close();
    this.#summary = new FolderSummary(folder);
    const made = CORRECTIONS.all.map(({ name, words, settings }) => {
      this.#values[name] = false;
      const controller = folder
        .add(this.#values, name)
        .name(words.label)
        .onChange((isOn: boolean) => onChange((isOn ? withCorrection : withoutCorrection)(this.#made, name), true));
      controller.domElement.title = words.help;
      controller.domElement.dataset.path = `corrections.${name}`;
      if (Object.keys(settings).length > 0) {
        const before = document.createComment(name);
        folder.$children.append(before);
        const parts = { root: gui.domElement, folder, before, place: `corrections.${name}`, onFailed };
        const set = (own: SetValues) => this.#made.map((one) => (one.kind === name ? { ...one, ...own } : one));
        const controls = new LateSettingControls({
          ...parts,
          onChange: (own, finished) => onChange(set(own), finished),
        });
        this.#settings.set(name, controls);
      }
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
    for (const [name, controls] of this.#settings) {
      const made = this.#made.find(({ kind }) => kind === name);
      const { kind: _, ...settings } = made ?? { kind: name };
      void controls.show(made ? CORRECTIONS.get(name) : null, settings);
    }
    const on = this.#made.map(({ kind }) => CORRECTIONS.get(kind).words.shortLabel);
    this.#summary.show(on.length === 0 ? ['none'] : on);
  }
}
