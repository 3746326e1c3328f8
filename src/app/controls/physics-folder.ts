import type { Controller, GUI, OptionController } from 'lil-gui';
import type { Experiment } from '../../experiment/experiment.ts';
import type { NumberPath } from '../../experiment/number-fields.ts';
import type { Subject } from '../../experiment/subject.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import { type MotionSettings, type PhysicsSettings, REFERENCE_ENERGY_KEV } from '../../physics/physics-settings.ts';
import type { ExperimentChanges } from '../changed-experiment.ts';
import { make } from '../element.ts';
import { grouped } from '../panes/number-text.ts';
import { channelListText } from './channel-list.ts';
import { ChannelListControl } from './channel-list-control.ts';
import { numberControl } from './field-control.ts';
import { FolderSummary } from './folder-summary.ts';

const BEAMS = { 'Exact line integrals': 'exact', 'One energy': 'energy', 'X-ray tube': 'tube' } as const;
type Beam = (typeof BEAMS)[keyof typeof BEAMS];

const MOTIONS = { None: 'none', 'One shift': 'shift', Breathing: 'breathing' } as const;

/** The voltages of clinical tubes. */
const VOLTAGES_KV = [80, 100, 120, 140];

/** What things are at first when they are turned on. */
const USUAL_PHOTONS = 100_000;
const USUAL_AMPLITUDE_MM = 5;

/** What the controllers are bound to. */
interface PhysicsValues {
  beam: Beam;
  energyKeV: number;
  voltageKV: number;
  filtrationMmAluminium: number;
  noise: boolean;
  photons: number;
  electronicNoise: number;
  focalSpotMm: number;
  channelAperture: number;
  crosstalkPercent: number;
  gainDriftPercent: number;
  deadChannels: readonly number[];
  scatterToPrimary: number;
  motion: MotionSettings['kind'];
  amplitudeMm: number;
  directionDeg: number;
  at: number;
  cycles: number;
}

const OFF: PhysicsValues = {
  beam: 'exact',
  energyKeV: REFERENCE_ENERGY_KEV,
  voltageKV: 120,
  filtrationMmAluminium: 6,
  noise: false,
  photons: USUAL_PHOTONS,
  electronicNoise: 0,
  focalSpotMm: 0,
  channelAperture: 0,
  crosstalkPercent: 0,
  gainDriftPercent: 0,
  deadChannels: [],
  scatterToPrimary: 0,
  motion: 'none',
  amplitudeMm: 0,
  directionDeg: 0,
  at: 0.5,
  cycles: 1,
};

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
  readonly #noSpotNote = make('p', { class: 'panel-text' }, 'Parallel rays come from no focal spot.');
  readonly #measuredNote = make('p', { class: 'panel-text' }, 'Measured data have been through their own physics.');
  readonly #controllers: Controller[] = [];
  /** Controllers that are there only while something else is on. */
  readonly #shownWhile: { readonly controller: Controller; readonly isShown: () => boolean }[] = [];
  readonly #voltage: OptionController;
  readonly #deadChannels: ChannelListControl;
  /** What was shown last; it may have keys that no control turns. */
  #shown: PhysicsSettings | undefined;
  #seed = 1;
  #isFan = false;
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
      if (values.beam === 'exact') Object.assign(values, OFF);
    });
    this.#number('energyKeV', 'acquisition.beam.energyKeV', () => values.beam === 'energy');
    this.#voltage = this.#choice('voltageKV', 'Tube voltage', voltageOptions(OFF.voltageKV));
    this.#whileShown(this.#voltage, () => values.beam === 'tube');
    this.#number('filtrationMmAluminium', 'acquisition.beam.filtrationMmAluminium', () => values.beam === 'tube');

    const noise = this.#folder.add(values, 'noise').name('Photon noise');
    this.#listen(noise.onChange(() => this.#changed(true)));
    this.#number('photons', 'acquisition.noise.photons', () => values.noise);
    this.#number('electronicNoise', 'acquisition.noise.electronicNoise', () => values.noise);
    const newNoise = this.#folder
      .add({ newNoise: () => onChange({ seed: (this.#seed + 1) % 2 ** 32 }, true) }, 'newNoise')
      .name('New noise');
    this.#controllers.push(newNoise);
    this.#whileShown(newNoise, () => values.noise || values.gainDriftPercent > 0);

    this.#number('focalSpotMm', 'acquisition.focalSpotMm', () => this.#isFan);
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
  show({ physics, scan, seed }: Experiment, subject: Subject, isSameDose: boolean): void {
    if (!physics) this.#isBeamChosen = false;
    this.#shown = physics;
    this.#seed = seed;
    this.#isFan = geometryNamed(scan.geometry).isDivergent;
    Object.assign(this.#values, physics ? valuesOf(physics, this.#values) : OFF);
    this.#deadChannels.channels = scan.channels;
    this.#voltage.options(voltageOptions(this.#values.voltageKV));
    for (const controller of this.#controllers) controller.updateDisplay();
    const isMeasured = subject.kind === 'measurement';
    this.#measuredNote.hidden = !isMeasured;
    this.#noSpotNote.hidden = this.#isFan || isMeasured;
    for (const controller of this.#controllers) controller.enable(!isMeasured);
    this.#showWhich();
    this.#summary.show(isMeasured ? ['measured'] : summaryOf(this.#values, isSameDose));
  }

  #changed(finished: boolean): void {
    const { beam } = this.#values;
    const isAnythingOn = physicsOf({ ...this.#values, beam: 'energy', energyKeV: REFERENCE_ENERGY_KEV }, this.#shown);
    if (beam === 'exact' && !isInert(isAnythingOn)) this.#values.beam = 'energy';
    const physics = this.#values.beam === 'exact' ? null : physicsOf(this.#values, this.#shown);
    const isOff = physics && !this.#isBeamChosen && isInert(physics);
    this.#showWhich();
    this.#onChange({ physics: isOff ? null : physics }, finished);
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

/** What is off keeps the values that it had. */
function valuesOf(physics: PhysicsSettings, before: PhysicsValues): Partial<PhysicsValues> {
  const { spectrum, motion, photons } = physics;
  return {
    beam: spectrum ? 'tube' : 'energy',
    energyKeV: physics.energyKeV ?? before.energyKeV,
    voltageKV: spectrum?.voltageKV ?? before.voltageKV,
    filtrationMmAluminium: spectrum?.filtrationMmAluminium ?? before.filtrationMmAluminium,
    noise: photons !== undefined,
    photons: photons ?? before.photons,
    electronicNoise: physics.electronicNoise,
    focalSpotMm: physics.focalSpotMm,
    channelAperture: physics.channelAperture,
    crosstalkPercent: rounded(100 * physics.crosstalk),
    gainDriftPercent: rounded(100 * physics.gainDrift),
    deadChannels: physics.deadChannels,
    scatterToPrimary: physics.scatterToPrimary,
    motion: motion.kind,
    amplitudeMm: motion.amplitudeMm,
    directionDeg: motion.directionDeg,
    at: motion.at,
    cycles: motion.cycles,
  };
}

function physicsOf(values: PhysicsValues, shown: PhysicsSettings | undefined): PhysicsSettings {
  const { energyKeV: _energy, spectrum, photons: _photons, ...others } = shown ?? {};
  const { voltageKV, filtrationMmAluminium, amplitudeMm, directionDeg, at, cycles } = values;
  return {
    ...others,
    ...(values.beam === 'tube'
      ? { spectrum: { filtrationMmCopper: 0, ...spectrum, voltageKV, filtrationMmAluminium } }
      : { energyKeV: values.energyKeV }),
    ...(values.noise && { photons: values.photons }),
    electronicNoise: values.noise ? values.electronicNoise : 0,
    focalSpotMm: values.focalSpotMm,
    channelAperture: values.channelAperture,
    crosstalk: rounded(values.crosstalkPercent / 100),
    gainDrift: rounded(values.gainDriftPercent / 100),
    deadChannels: values.deadChannels,
    scatterToPrimary: values.scatterToPrimary,
    detectorShift: shown?.detectorShift ?? 0,
    motion: { kind: values.motion, amplitudeMm, directionDeg, at, cycles },
  };
}

/** Whether a scan is exact line integrals all the same. */
function isInert(physics: PhysicsSettings): boolean {
  return (
    physics.energyKeV === REFERENCE_ENERGY_KEV &&
    physics.photons === undefined &&
    physics.focalSpotMm === 0 &&
    physics.channelAperture === 0 &&
    physics.crosstalk === 0 &&
    physics.gainDrift === 0 &&
    physics.deadChannels.length === 0 &&
    physics.scatterToPrimary === 0 &&
    physics.detectorShift === 0 &&
    physics.motion.kind === 'none'
  );
}

function summaryOf(values: PhysicsValues, isSameDose: boolean): string[] {
  if (values.beam === 'exact') return ['exact'];
  const { noise, photons, crosstalkPercent, gainDriftPercent, deadChannels, motion } = values;
  const aperture = values.channelAperture > 0 || values.focalSpotMm > 0;
  return [
    values.beam === 'tube' ? `${values.voltageKV} kV` : `${values.energyKeV} keV`,
    noise && `${grouped(photons)} photons`,
    noise && isSameDose && 'same dose',
    aperture && 'blur',
    crosstalkPercent > 0 && 'crosstalk',
    gainDriftPercent > 0 && 'gain drift',
    deadChannels.length > 0 && `dead: ${channelListText(deadChannels)}`,
    values.scatterToPrimary > 0 && 'scatter',
    motion !== 'none' && (motion === 'shift' ? 'a shift' : 'breathing'),
  ].filter((part) => part !== false);
}

/** Without the dust of binary fractions. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
