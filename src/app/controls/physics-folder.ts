import type { Controller, GUI, OptionController } from 'lil-gui';
import type { Acquisition, BeamAcquisition } from '../../experiment/acquisition-schema.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { NumberPath } from '../../experiment/number-fields.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { Subject } from '../../experiment/subject.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import { REFERENCE_ENERGY_KEV } from '../../physics/physics-settings.ts';
import { make } from '../elements/element.ts';
import { grouped } from '../panes/number-text.ts';
import type { ExperimentChanges } from '../present/changed-experiment.ts';
import { channelListText } from './channel-list.ts';
import { ChannelListControl } from './channel-list-control.ts';
import { numberControl } from './field-control.ts';
import { FolderSummary } from './folder-summary.ts';

const BEAMS = { 'Exact line integrals': 'exact', 'One energy': 'monochromatic', 'X-ray tube': 'tube' } as const;
type Beam = (typeof BEAMS)[keyof typeof BEAMS];

type Motion = BeamAcquisition['motion'];
const EXACT: Acquisition = { modality: 'ct', beam: { kind: 'exact' } };

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
  motion: Motion['kind'];
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
      if (values.beam === 'exact') Object.assign(values, OFF);
    });
    this.#number('energyKeV', 'acquisition.beam.energyKeV', () => values.beam === 'monochromatic');
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
    Object.assign(this.#values, hasBeam(acquisition) ? valuesOf(acquisition, this.#values) : OFF);
    this.#deadChannels.channels = scan.channels;
    this.#voltage.options(voltageOptions(this.#values.voltageKV));
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
    const acquisition = this.#values.beam === 'exact' ? EXACT : acquisitionOf(this.#values, this.#shown);
    const isOff = hasBeam(acquisition) && !this.#isBeamChosen && isInert(acquisition);
    this.#showWhich();
    this.#onChange({ acquisition: isOff ? EXACT : acquisition }, finished);
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
function valuesOf(acquisition: BeamAcquisition, before: PhysicsValues): Partial<PhysicsValues> {
  const { beam, noise, motion } = acquisition;
  const { kind, ...moves } = motion;
  const { kind: beamKind, ...settings } = beam;
  return {
    ...settings,
    beam: beamKind,
    noise: noise !== undefined,
    photons: noise?.photons ?? before.photons,
    electronicNoise: noise?.electronicNoise ?? 0,
    focalSpotMm: acquisition.focalSpotMm,
    channelAperture: acquisition.channelAperture,
    crosstalkPercent: rounded(100 * acquisition.crosstalk),
    gainDriftPercent: rounded(100 * acquisition.gainDrift),
    deadChannels: acquisition.deadChannels,
    scatterToPrimary: acquisition.scatterToPrimary,
    ...moves,
    motion: kind,
  };
}

/** @param shown may have what no control turns */
function acquisitionOf(values: PhysicsValues, shown: Acquisition): BeamAcquisition {
  return {
    modality: 'ct',
    beam: beamOf(values, shown),
    ...(values.noise && { noise: { photons: values.photons, electronicNoise: values.electronicNoise } }),
    focalSpotMm: values.focalSpotMm,
    channelAperture: values.channelAperture,
    crosstalk: rounded(values.crosstalkPercent / 100),
    deadChannels: [...values.deadChannels],
    gainDrift: rounded(values.gainDriftPercent / 100),
    scatterToPrimary: values.scatterToPrimary,
    detectorShift: hasBeam(shown) ? shown.detectorShift : 0,
    motion: motionOf(values),
  };
}

function beamOf({ beam, energyKeV, voltageKV, filtrationMmAluminium }: PhysicsValues, shown: Acquisition) {
  if (beam !== 'tube') return { kind: 'monochromatic', energyKeV } as const;
  const filtrationMmCopper = shown.beam.kind === 'tube' ? shown.beam.filtrationMmCopper : 0;
  return { kind: beam, voltageKV, filtrationMmAluminium, filtrationMmCopper };
}

function motionOf({ motion: kind, amplitudeMm, directionDeg, at, cycles }: PhysicsValues): Motion {
  switch (kind) {
    case 'none':
      return { kind };
    case 'shift':
      return { kind, amplitudeMm, directionDeg, at };
    case 'breathing':
      return { kind, amplitudeMm, cycles };
  }
}

/** Whether a scan is exact line integrals all the same. */
function isInert({ beam, noise, motion, ...others }: BeamAcquisition): boolean {
  return (
    beam.kind === 'monochromatic' &&
    beam.energyKeV === REFERENCE_ENERGY_KEV &&
    noise === undefined &&
    others.focalSpotMm === 0 &&
    others.channelAperture === 0 &&
    others.crosstalk === 0 &&
    others.gainDrift === 0 &&
    others.deadChannels.length === 0 &&
    others.scatterToPrimary === 0 &&
    others.detectorShift === 0 &&
    motion.kind === 'none'
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
