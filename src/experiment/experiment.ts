import { CORRECTIONS } from '../corrections/registry.ts';
import { InputError } from '../errors.ts';
import { usualStartDeg } from '../geometry/geometry-settings.ts';
import { type Grid, type ImageGrid, squareGrid } from '../geometry/grid.ts';
import { geometryNamed, type Scan } from '../geometry/scan.ts';
import { NOTHING_COUNTED, weighsByCounts } from '../methods/iterative/weights-setting.ts';
import { hounsfieldFromMu, muFromHounsfield } from '../phantom/attenuation.ts';
import type { PhantomFile } from '../phantom/phantom-file.ts';
import type { SolidFile } from '../phantom/solids/solid-file.ts';
import { mustHaveRoom } from './derived-sizes.ts';
import { EXPERIMENT_VERSION, type ExperimentInput } from './experiment-schema.ts';
import type { ImagePhantomReference } from './image-phantom-schema.ts';
import type { Measurement } from './measurement.ts';
import type { MeasurementReference } from './measurement-schema.ts';
import { hasBeam } from './physics-of.ts';
import type { DisplaySettings, Experiment, ScanSettings } from './settings.ts';
import { isTransmission } from './signal-of-readings.ts';
import type { Subject } from './subject.ts';
import { anglesTaken, scanTaken, sidesTaken, takenOf, whyNotTaken } from './taken-readings.ts';
import { whyNoVolume } from './volume-fit.ts';

export type * from './settings.ts';

/**
 * Fills in what an experiment leaves out, from the subject where that knows better.
 *
 * @throws InputError naming the path where experiment and subject do not fit
 */
export function resolveExperiment(input: ExperimentInput, subject: Subject): Experiment {
  const { scan, acquisition } = input;
  const measured = subject.kind === 'measurement' ? subject : null;
  const taken = measured && takenOf(input.measurement, measured);
  const notTaken = taken && whyNotTaken(taken, measured);
  if (notTaken) throw new InputError(notTaken);
  const sides = taken && sidesTaken(taken, measured);
  if (sides) {
    const nth = taken.everyNthView;
    const has = (count: number, what: string) => (count === measured[what as 'views'] ? what : `${what} taken`);
    const views = nth > 1 && sides.views === Math.ceil(measured.views / nth);
    const viewsAre = views ? `views with "everyNthView" ${nth}` : has(sides.views, 'views');
    mustMatch('scan.views', scan.views, sides.views, viewsAre, measured.name);
    mustMatch('scan.channels', scan.channels, sides.channels, has(sides.channels, 'channels'), measured.name);
    if ('rows' in scan) mustMatch('scan.rows', scan.rows, sides.rows, 'detector rows', measured.name);
  }
  const { settings } = geometryNamed(scan.geometry);
  const { usual } = settings;
  const allViews = measured?.views ?? scan.views ?? usual.views;
  const channels = sides?.channels ?? scan.channels ?? 736;
  const arcDeg = scan.arcDeg ?? usual.arcDeg;
  const acquisitionPath = input.version === 1 ? 'physics' : 'acquisition';
  const offDetector = hasBeam(acquisition) && acquisition.deadChannels.find((channel) => channel >= channels);
  if (typeof offDetector === 'number') {
    throw new InputError(
      `${acquisitionPath}.deadChannels: there is no channel ${offDetector}; the detector's ${channels} are numbered from 0`,
    );
  }
  const base = {
    version: EXPERIMENT_VERSION,
    ...(input.measurement
      ? { measurement: { ...input.measurement, kind: input.measurement.kind ?? 'line-integrals' } }
      : { phantom: (input.phantom ?? 'shepp-logan-1974') as string | PhantomFile | SolidFile | ImagePhantomReference }),
    acquisition,
    scan: {
      ...scan,
      views: sides?.views ?? allViews,
      startDeg: scan.startDeg ?? usualStartDeg(settings, { views: allViews, arcDeg }),
      arcDeg,
      channels,
      ...(sides && Object.hasOwn(settings.own, 'rows') && { rows: sides.rows }),
      channelSpacingMm: scan.channelSpacingMm ?? usual.channelSpacingMm,
      offset: scan.offset ?? 0,
    } as ScanSettings,
    corrections: input.corrections,
    reconstruction: withSlices(input.reconstruction, scan, measured),
    display: resolveDisplay(input.display, subject),
    seed: input.seed,
  } as const;
  settings.mustBePossible(base.scan);
  const experiment: Experiment = base;
  const noVolume = whyNoVolume(experiment, subject);
  if (noVolume !== null) throw new InputError(noVolume);
  if (!isTransmission(subject)) mustNotReadTransmission(experiment);
  mustHaveRoom(experiment, subject, () => scanOf(experiment, subject), acquisitionPath);
  return experiment;
}

/** @throws InputError where something takes readings in arbitrary units for what came through of a beam */
function mustNotReadTransmission({ corrections, reconstruction }: Experiment): void {
  const reader = corrections.find(({ kind }) => CORRECTIONS.get(kind).readsTransmission);
  if (reader)
    throw new InputError(
      `the correction "${reader.kind}" needs readings that say how much of a beam came through, and these are in arbitrary units`,
    );
  if (weighsByCounts({ ...reconstruction })) throw new InputError(NOTHING_COUNTED);
}

/** The experiment as files and links carry it: a window that follows the data is left out. */
export function experimentJson(experiment: Experiment): unknown {
  const { display, ...rest } = experiment;
  return display ? experiment : rest;
}

/** Of rows that each see a slice alone, as many slices as rows and at their heights, where nobody says otherwise. */
function withSlices(
  reconstruction: ExperimentInput['reconstruction'],
  scan: ExperimentInput['scan'],
  measured: Measurement | null,
): ExperimentInput['reconstruction'] {
  if (!geometryNamed(scan.geometry).rowsApart || !('rowSpacingMm' in scan)) return reconstruction;
  const { rowSpacingMm, rowOffset, rows } = scan;
  const { grid } = reconstruction;
  const slices = grid.slices ?? measured?.detectorRows ?? rows;
  const centreZMm = grid.centreZMm ?? (rowOffset === 0 ? undefined : -rowOffset * rowSpacingMm);
  const placed = { slices, sliceSpacingMm: grid.sliceSpacingMm ?? rowSpacingMm };
  return { ...reconstruction, grid: { ...grid, ...placed, ...(centreZMm !== undefined && { centreZMm }) } };
}

function mustMatch(path: string, given: number | undefined, actual: number, what: string, name: string): void {
  if (given !== undefined && given !== actual) {
    throw new InputError(`${path}: ${name} has ${actual} ${what}, got ${given}`);
  }
}

function resolveDisplay(given: ExperimentInput['display'], subject: Subject): DisplaySettings | null {
  const usual = defaultDisplay(subject);
  if (given.width === undefined && given.level === undefined) return usual;
  const width = given.width ?? usual?.width;
  const level = given.level ?? usual?.level;
  if (width === undefined || level === undefined) {
    throw new InputError('display: a measurement has no default window, so give both width and level, or neither');
  }
  return { width, level };
}

/** The window a subject is first shown at: the phantom's own, or what its unit suggests; measured data have none and are shown over their own range. */
export function defaultDisplay(subject: Subject): DisplaySettings | null {
  if (subject.kind === 'measurement') return null;
  if ('window' in subject && subject.window) return subject.window;
  switch (displayUnitOf(subject)) {
    case 'HU':
      return { width: 400, level: 40 };
    case 'arbitrary':
      return { width: 1, level: 0.5 };
    case '1/mm':
      return null;
  }
}

/** The unit images of a subject are shown in. */
export type DisplayUnit = 'HU' | 'arbitrary' | '1/mm';

/** Attenuation is shown in HU; measured data in 1/mm, since their channel spacing is seldom known for sure, or in their own units. */
export function displayUnitOf(subject: Subject): DisplayUnit {
  if (subject.kind === 'measurement') return subject.isArbitrary ? 'arbitrary' : '1/mm';
  return subject.unit === 'arbitrary' ? 'arbitrary' : 'HU';
}

/**
 * A value of an image in the unit it is shown in.
 *
 * @param waterMuPerMm what the session says reconstructs to 0 HU; water at 60 keV unless told
 */
export function toDisplayUnit(value: number, unit: DisplayUnit, waterMuPerMm?: number): number {
  return unit === 'HU' ? hounsfieldFromMu(value, waterMuPerMm) : value;
}

/** The inverse of {@link toDisplayUnit}. */
export function fromDisplayUnit(value: number, unit: DisplayUnit, waterMuPerMm?: number): number {
  return unit === 'HU' ? muFromHounsfield(value, waterMuPerMm) : value;
}

/** What says which scan it is. */
export interface ScanTaken {
  readonly scan: ScanSettings;
  readonly measurement?: MeasurementReference | undefined;
}

/**
 * The scan an experiment describes, of the views and channels that are taken; the measurement's own angles go before the arc.
 *
 * @throws InputError where a fan opens too wide
 */
export function scanOf({ scan, measurement }: ScanTaken, subject: Subject): Scan {
  const { settings } = geometryNamed(scan.geometry);
  if (subject.kind !== 'measurement') return settings.scan(scan, null) as Scan;
  const taken = takenOf(measurement, subject);
  const ownAngles = subject.anglesDeg && anglesTaken(subject.anglesDeg, taken).map(radians);
  return settings.scan(scanTaken(scan, subject, taken), ownAngles) as Scan;
}

/** The grid of one slice that an experiment reconstructs on, or of each of its slices. */
export function gridOf(experiment: Experiment): ImageGrid {
  const { pixels, pixelSizeMm } = experiment.reconstruction.grid;
  return squareGrid(pixels, pixelSizeMm);
}

/** The grid of all slices. */
export function volumeGridOf({ reconstruction }: Pick<Experiment, 'reconstruction'>): Grid {
  const { pixels, pixelSizeMm, slices = 1, sliceSpacingMm = pixelSizeMm, centreZMm = 0 } = reconstruction.grid;
  return { rows: pixels, columns: pixels, pixelSizeMm, slices, sliceSpacingMm, centreZMm };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
