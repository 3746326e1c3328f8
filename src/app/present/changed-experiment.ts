import type { MadeCorrection } from '../../corrections/correction.ts';
import type { Acquisition } from '../../experiment/acquisition-schema.ts';
import { startGoingAlong } from '../../experiment/change-geometry.ts';
import {
  changedReconstruction,
  fittingReconstruction,
  type ReconstructionChanges,
  withoutCounts,
  withoutNoise,
} from '../../experiment/change-method.ts';
import { fittingCorrections } from '../../experiment/correction-fit.ts';
import type { Experiment, ScanSettings } from '../../experiment/experiment.ts';
import { helixGoingAlong } from '../../experiment/helix-fit.ts';
import { hasBeam, photonsOf } from '../../experiment/physics-of.ts';
import { withRoomFor } from '../../experiment/room-for-object.ts';
import { isTransmission } from '../../experiment/signal-of-readings.ts';
import type { Subject } from '../../experiment/subject.ts';
import { sidesTaken, type Taken, takenOf, taking } from '../../experiment/taken-readings.ts';
import { geometryNamed } from '../../geometry/scan.ts';

/** What a control changes. */
export interface ExperimentChanges {
  /** Single settings, or the whole scan in another geometry. */
  readonly scan?: Partial<ScanSettings>;
  readonly reconstruction?: ReconstructionChanges;
  /** The whole of it. */
  readonly acquisition?: Acquisition;
  readonly corrections?: readonly MadeCorrection[];
  /** What of a measurement is taken. */
  readonly measurement?: Partial<Taken>;
  readonly seed?: number;
}

/**
 * The experiment with changes, and with what goes along with them: the arc of a helix with its pitch. A measurement's views
 * are what they were.
 */
export function changedExperiment(experiment: Experiment, changes: ExperimentChanges, subject: Subject): Experiment {
  const changed = withFittingParts(experiment, changes, subject);
  const fit = subject.kind === 'measurement' ? null : helixGoingAlong(experiment, changed);
  return fit ? { ...changed, scan: { ...changed.scan, ...fit } as ScanSettings } : changed;
}

/**
 * The experiment with changes, less what they leave without a meaning: dead channels off the detector, the focal spot of
 * rays that come from none, pixels of a slice as what is scanned for volumes, idle corrections, a method of other scans.
 */
function withFittingParts(experiment: Experiment, changes: ExperimentChanges, subject: Subject): Experiment {
  // Another geometry comes whole.
  const isWhole = changes.scan?.geometry !== undefined;
  const given = isWhole ? withRoomFor(subject, changes.scan as ScanSettings) : withChanges(experiment.scan, changes);
  const { scan, ...measured } = measuredIn(given, changes, experiment, subject);
  const acquisition = fittedTo(scan, changes.acquisition ?? experiment.acquisition);
  const corrections = changes.corrections ?? experiment.corrections;
  const canRebin = geometryNamed(scan.geometry).rebinning !== null;
  const changed = changedReconstruction(experiment.reconstruction, changes.reconstruction ?? {}, canRebin);
  const isAsked = changes.reconstruction?.own?.weights !== undefined;
  const reconstruction = isTransmission(subject) || isAsked ? changed : withoutCounts(changed);
  const fitting = fittingReconstruction(reconstruction, scan);
  return {
    ...experiment,
    ...measured,
    acquisition,
    scan,
    corrections: fittingCorrections(corrections, { scan, acquisition, ...measured }, subject),
    // What a hand asks of the method itself is answered, and not changed.
    reconstruction: changes.reconstruction ? reconstruction : photonsOf(acquisition) ? fitting : withoutNoise(fitting),
    seed: changes.seed ?? experiment.seed,
  };
}

/** A measurement, as far as it is taken, and its scan, which has as many views and channels; nothing but the scan of anything else. */
function measuredIn(
  scan: ScanSettings,
  { measurement: change }: ExperimentChanges,
  { measurement: before }: Experiment,
  subject: Subject,
): Pick<Experiment, 'scan' | 'measurement'> {
  if (!before || subject.kind !== 'measurement') return { scan };
  const taken = inOrder({ ...takenOf(before, subject), ...change }, change);
  const { views, channels, rows } = sidesTaken(taken, subject);
  const sides = { views, channels, ...('rows' in scan && { rows }) };
  return { measurement: taking(before, taken, subject), scan: { ...scan, ...sides } };
}

/** One end gives way to the other where a hand moves it past, and so do channels to be one where there are fewer. */
function inOrder(taken: Taken, change: Partial<Taken> = {}): Taken {
  const lastView = change.firstView === undefined ? taken.lastView : Math.max(taken.firstView, taken.lastView);
  const lastChannel =
    change.firstChannel === undefined ? taken.lastChannel : Math.max(taken.firstChannel, taken.lastChannel);
  const firstChannel = Math.min(taken.firstChannel, lastChannel);
  const binChannels = Math.min(taken.binChannels, lastChannel - firstChannel + 1);
  return { ...taken, lastView, lastChannel, firstView: Math.min(taken.firstView, lastView), firstChannel, binChannels };
}

function withChanges(before: ScanSettings, changes: ExperimentChanges): ScanSettings {
  const after = { ...before, ...changes.scan } as ScanSettings;
  return { ...after, startDeg: startGoingAlong(before, after) };
}

function fittedTo(scan: ScanSettings, given: Acquisition): Acquisition {
  const { inverseCrime, ...others } = given;
  // It is for scans in a slice.
  const acquisition = inverseCrime && geometryNamed(scan.geometry).makesVolumes ? (others as Acquisition) : given;
  if (!hasBeam(acquisition)) return acquisition;
  return {
    ...acquisition,
    deadChannels: acquisition.deadChannels.filter((channel) => channel < scan.channels),
    focalSpotMm: geometryNamed(scan.geometry).source ? acquisition.focalSpotMm : 0,
  };
}
