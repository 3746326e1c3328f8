import type { Controller, GUI } from 'lil-gui';
import type { Acquisition } from '../../experiment/acquisition-schema.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { NUMBER_FIELDS } from '../../experiment/number-fields.ts';
import { hasBeam, photonsOf } from '../../experiment/physics-of.ts';
import { photonsForSameDose, relativeDose } from '../../physics/relative-dose.ts';
import type { ExperimentChanges } from '../present/changed-experiment.ts';

/**
 * Keeps views × photons while it is on: other views get other photons, and other photons other views. Both are whole
 * numbers, so that the dose is kept to their rounding; it is that of when the lock was set, so that roundings do not add up.
 */
export class DoseLock {
  readonly #values = { sameDose: false };
  readonly #controller: Controller;
  #views = 1;
  #acquisition: Acquisition = { modality: 'ct', beam: { kind: 'exact' } };
  #dose = 0;

  constructor(folder: GUI, onToggle: () => void) {
    this.#controller = folder
      .add(this.#values, 'sameDose')
      .name('Same dose')
      .onChange(() => {
        this.#dose = this.#doseNow;
        onToggle();
      });
    this.#controller.$name.title = 'Keeps projections × photons constant: more projections, fewer photons in each';
    this.#controller.hide();
  }

  get isOn(): boolean {
    return this.#values.sameDose && photonsOf(this.#acquisition) !== undefined;
  }

  show({ scan, acquisition }: Experiment): void {
    const photons = photonsOf(acquisition);
    this.#views = scan.views;
    this.#acquisition = acquisition;
    this.#controller.show(photons !== undefined);
    // Another experiment was opened, or something beyond the bounds was asked for.
    const rounding = Math.max(scan.views, photons ?? 0);
    if (Math.abs(this.#doseNow - this.#dose) > rounding) this.#dose = this.#doseNow;
  }

  /** Changes of one of the two, with what they mean for the other. */
  keep(changes: ExperimentChanges): ExperimentChanges {
    if (!this.isOn) return changes;
    const before = this.#acquisition;
    const views = changes.scan?.views;
    const photons = changes.acquisition && photonsOf(changes.acquisition);
    if (views !== undefined && views !== this.#views) {
      const wanted = Math.round(photonsForSameDose(this.#dose / this.#views, this.#views, views));
      const same = within(NUMBER_FIELDS['acquisition.noise.photons'], wanted);
      // At the end of the other's range the hand goes no further.
      const held = same === wanted ? views : within(NUMBER_FIELDS['scan.views'], Math.round(this.#dose / same));
      return {
        ...changes,
        scan: { ...changes.scan, views: held },
        acquisition: withPhotons(changes.acquisition ?? before, same),
      };
    }
    if (photons !== undefined && photons !== photonsOf(before)) {
      const wanted = Math.round(this.#dose / photons);
      const same = within(NUMBER_FIELDS['scan.views'], wanted);
      const held =
        same === wanted ? photons : within(NUMBER_FIELDS['acquisition.noise.photons'], Math.round(this.#dose / same));
      return {
        ...changes,
        scan: { ...changes.scan, views: same },
        acquisition: withPhotons(changes.acquisition ?? before, held),
      };
    }
    return changes;
  }

  get #doseNow(): number {
    return relativeDose(photonsOf(this.#acquisition) ?? 0, this.#views);
  }
}

function withPhotons(acquisition: Acquisition, photons: number): Acquisition {
  if (!hasBeam(acquisition)) return acquisition;
  return { ...acquisition, noise: { electronicNoise: 0, ...acquisition.noise, photons } };
}

function within({ least, most }: { readonly least: number; readonly most: number }, value: number): number {
  return Math.min(most, Math.max(least, value));
}
