import type { Controller, GUI, OptionController } from 'lil-gui';
import type { Acquisition } from '../../experiment/acquisition-schema.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { NumberPath } from '../../experiment/number-fields.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { Subject } from '../../experiment/subject.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import { REFERENCE_ENERGY_KEV } from '../../physics/physics-settings.ts';
import { make } from '../elements/element.ts';
import type { ExperimentChanges } from '../present/changed-experiment.ts';
import { ChannelListControl } from './channel-list-control.ts';
import { numberControl } from './field-control.ts';
import { FolderSummary } from './folder-summary.ts';
import {
  acquisitionOf,
  BEAMS,
  EXACT,
  isInert,
  MOTIONS,
  OFF,
  type PhysicsValues,
  summaryOf,
  USUAL_AMPLITUDE_MM,
  valuesOf,
} from './physics-values.ts';

const INVERSE_CRIME =
  'Scans the pixels of the slice’s own grid instead of the exact phantom. Iterative methods then meet readings that their own model made, and look better than they are.';

/** The voltages of clinical tubes. */
const VOLTAGES_KV = [80, 100, 120, 140];

type NumberKey = { [Key in keyof PhysicsValues]: PhysicsValues[Key] extends number ? Key : never }[keyof PhysicsValues];

/**
 * What makes a scan differ from exact line integrals: the beam, what counts it, and the phantom's motion. Exact line
 * integrals mean that all else is off; turning anything on makes them a beam of the energy that phantoms are told at.
 */
export class PhysicsFolder {
  readonly #values: PhysicsValues = { ...OFF };
  readonly #onChange: (changes: ExperimentChanges, finished: boolean) => void;
  readonly #folder: GUI;
  readonly #summary: FolderSummary;
  /** Instead of the focal spot's control. */
  readonly #noSpotNote = make('p', { class: 'panel-text' }, 'Parallel beams have no focal spot.');
  readonly #measuredNote = make(
    'p',
    { class: 'panel-text' },
    'Measured data already contain the physics of their scan.',
  );
  readonly #controllers: Controller[] = [];
  /** Controllers that are there only while something else is on. */
  readonly #shownWhile: { readonly controller: Controller; readonly isShown: () => boolean }[] = [];
  readonly #voltage: OptionController;
  /** The one that the voltage's options certainly have. */
  #offeredVoltageKV = OFF.voltageKV;
  readonly #inverseCrime: Controller;
  readonly #deadChannels: ChannelListControl;
  /** What was shown last; it may have keys that no control turns. */
  #shown: Acquisition = EXACT;
  #seed = 1;
  #hasSource = false;
  /** Whether a hand has chosen the kind of beam, so that it stays when all else is off again. */
  #isBeamChosen = false;

  constructor(gui: GUI, onChange: (changes: ExperimentChanges, finished: boolean) => void) {
    this.#onChange = onChange;
    this.#folder = gui.addFolder('Beam and detector').close();
    this.#summary = new FolderSummary(this.#folder);
    this.#folder.$children.append(this.#measuredNote);
    const values = this.#values;

    this.#choice('beam', 'Beam', BEAMS, () => {
      this.#isBeamChosen = true;
      if (values.beam === 'exact') Object.assign(values, OFF, { inverseCrime: values.inverseCrime });
    });
    this.#number('energyKeV', 'acquisition.beam.energyKeV', () => values.beam === 'monochromatic');
    this.#voltage = this.#choice('voltageKV', 'Tube voltage', voltageOptions(OFF.voltageKV));
    this.#whileShown(this.#voltage, () => values.beam === 'tube');
    this.#number('filtrationMmAluminium', 'acquisition.beam.filtrationMmAluminium', () => values.beam === 'tube');

    this.#inverseCrime = this.#folder.add(values, 'inverseCrime').name('Scan its pixels (inverse crime)');
    this.#inverseCrime.domElement.dataset.path = 'acquisition.inverseCrime';
    this.#inverseCrime.domElement.classList.add('panel-long-name');
    this.#inverseCrime.domElement.title = INVERSE_CRIME;
    this.#controllers.push(this.#inverseCrime.onChange(() => this.#changed(true)));

    const noise = this.#folder.add(values, 'noise').name('Photon noise');
    noise.domElement.dataset.path = 'acquisition.noise';
    this.#listen(noise.onChange(() => this.#changed(true)));
    this.#number('photons', 'acquisition.noise.photons', () => values.noise);
    this.#number('electronicNoise', 'acquisition.noise.electronicNoise', () => values.noise);
    const newNoise = this.#folder
      .add({ newNoise: () => onChange({ seed: (this.#seed + 1) % 2 ** 32 }, true) }, 'newNoise')
      .name('New noise');
    newNoise.domElement.dataset.path = 'seed';
    this.#controllers.push(newNoise);
    this.#whileShown(newNoise, () => values.noise || values.gainDriftPercent > 0);

    this.#number('focalSpotMm', 'acquisition.focalSpotMm', () => this.#hasSource);
    this.#folder.$children.append(this.#noSpotNote);
    this.#number('channelAperture', 'acquisition.channelAperture');
    this.#number('crosstalkPercent', 'acquisition.crosstalk');
    this.#number('gainDriftPercent', 'acquisition.gainDrift');
    this.#deadChannels = new ChannelListControl(this.#folder, values, 'deadChannels');
    this.#deadChannels.name('Dead channels').onFinishChange(() => this.#changed(true));
    this.#controllers.push(this.#deadChannels);
    this.#number('scatterToPrimary', 'acquisition.scatterToPrimary');

    this.#choice('motion', 'Motion', MOTIONS, () => {
      if (values.motion !== 'none' && values.amplitudeMm === 0) values.amplitudeMm = USUAL_AMPLITUDE_MM;
    });
    const moves = () => values.motion !== 'none';
    const shifts = () => values.motion === 'shift';
    this.#number('amplitudeMm', 'acquisition.motion.amplitudeMm', moves);
    this.#number('directionDeg', 'acquisition.motion.directionDeg', shifts);
    this.#number('at', 'acquisition.motion.at', shifts);
    this.#number('cycles', 'acquisition.motion.cycles', () => values.motion === 'breathing');
  }

  /** Shows an experiment; calls nothing back. */
  show({ acquisition, scan, seed }: Experiment, subject: Subject, isSameDose: boolean): void {
    if (!hasBeam(acquisition)) this.#isBeamChosen = false;
    this.#shown = acquisition;
    this.#seed = seed;
    this.#hasSource = geometryNamed(scan.geometry).source !== null;
    const { inverseCrime = false } = acquisition;
    Object.assign(this.#values, hasBeam(acquisition) ? valuesOf(acquisition, this.#values) : { ...OFF, inverseCrime });
    // It is for scans in a slice.
    this.#inverseCrime.show(!geometryNamed(scan.geometry).makesVolumes);
    this.#deadChannels.channels = scan.channels;
    if (this.#values.voltageKV !== this.#offeredVoltageKV) {
      this.#offeredVoltageKV = this.#values.voltageKV;
      this.#voltage.options(voltageOptions(this.#offeredVoltageKV));
    }
    for (const controller of this.#controllers) controller.updateDisplay();
    const isMeasured = subject.kind === 'measurement';
    this.#measuredNote.hidden = !isMeasured;
    this.#noSpotNote.hidden = this.#hasSource || isMeasured;
    for (const controller of this.#controllers) controller.enable(!isMeasured);
    this.#showWhich();
    this.#summary.show(isMeasured ? ['measured'] : summaryOf(this.#values, isSameDose));
  }

  #changed(finished: boolean): void {
    const { beam } = this.#values;
    const asOneEnergy = { ...this.#values, beam: 'monochromatic', energyKeV: REFERENCE_ENERGY_KEV } as const;
    if (beam === 'exact' && !isInert(acquisitionOf(asOneEnergy, this.#shown))) this.#values.beam = 'monochromatic';
    const { inverseCrime } = this.#values;
    const exact: Acquisition = inverseCrime ? { ...EXACT, inverseCrime } : EXACT;
    const acquisition = this.#values.beam === 'exact' ? exact : acquisitionOf(this.#values, this.#shown);
    const isOff = hasBeam(acquisition) && !this.#isBeamChosen && isInert(acquisition);
    this.#showWhich();
    this.#onChange({ acquisition: isOff ? exact : acquisition }, finished);
  }

  #showWhich(): void {
    for (const { controller, isShown } of this.#shownWhile) controller.show(isShown());
  }

  #whileShown(controller: Controller, isShown: () => boolean): void {
    this.#shownWhile.push({ controller, isShown });
  }

  #listen(controller: Controller): void {
    this.#controllers.push(controller);
  }

  #choice(
    key: 'beam' | 'voltageKV' | 'motion',
    name: string,
    options: Readonly<Record<string, string | number>>,
    prepare: () => void = () => undefined,
  ): OptionController {
    const controller = this.#folder.add(this.#values, key, options as Record<string, never>).name(name);
    controller.onChange(() => {
      prepare();
      this.#changed(true);
    });
    controller.domElement.dataset.path = key === 'voltageKV' ? 'acquisition.beam.voltageKV' : `acquisition.${key}.kind`;
    this.#controllers.push(controller);
    return controller as unknown as OptionController;
  }

  #number(key: NumberKey, path: NumberPath, isShown?: () => boolean): void {
    const control = numberControl(this.#folder, this.#values, key, path);
    control.onChange(() => this.#changed(false)).onFinishChange(() => this.#changed(true));
    this.#controllers.push(control);
    if (isShown) this.#whileShown(control, isShown);
  }
}

/** An experiment may have a voltage between the usual ones. */
function voltageOptions(voltageKV: number): Record<string, number> {
  const voltages = [...new Set([...VOLTAGES_KV, voltageKV])].sort((a, b) => a - b);
  return Object.fromEntries(voltages.map((voltage) => [`${voltage} kV`, voltage]));
}
