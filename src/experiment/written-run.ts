import type { DeviceArray } from '../compute/device.ts';
import type { Origin } from '../files/dicom/write-file.ts';
import type { NpzEntry } from '../files/npz/write-npz.ts';
import type { WrittenArray, WrittenPlace } from '../files/writing/written-array.ts';
import { columnCentreMm, type Grid, gridShape, rowCentreMm, sliceCentreMm } from '../geometry/grid.ts';
import { geometryOf, type Scan } from '../geometry/scan.ts';
import { METHODS } from '../methods/registry.ts';
import type { Operators } from '../operators/contract.ts';
import {
  type DisplaySettings,
  type DisplayUnit,
  displayUnitOf,
  type Experiment,
  experimentJson,
  toDisplayUnit,
} from './experiment.ts';
import { captionOf } from './picture-caption.ts';
import type { RunResult } from './run-result.ts';
import { isUnfiltered, whyOnNoScale, writtenUnitOf } from './slice-scale.ts';
import type { Subject } from './subject.ts';
import { volumeSlabs } from './volume-slabs.ts';

/** A run that is over, and who computed it. */
export interface RunToWrite<A extends DeviceArray> {
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly result: RunResult<A>;
  readonly operators: Pick<Operators<A>, 'create' | 'takePlane' | 'read' | 'release'>;
  /** Values that are on the host anyway; `null` of others. */
  hostValues(array: A): Float32Array | null;
  /** In which slices are shown, in the unit that they are shown in. */
  readonly window: DisplaySettings | null;
  readonly date: Date;
}

/** What a run has come to, each to be written in whatever format; nothing is read before it is asked for. */
export interface WrittenRun {
  /** The slice, or the whole volume; `null` where nothing was reconstructed. */
  readonly reconstruction: WrittenArray | null;
  /** Line integrals, [views, channels] or [views, detector rows, channels]. */
  readonly readings: WrittenArray;
  /** On the grid of the slice; `null` of measured data. */
  readonly phantom: WrittenArray | null;
}

/** @throws nothing; what it gives reads arrays that must still be there */
export function writtenRun<A extends DeviceArray>(run: RunToWrite<A>): WrittenRun {
  const { experiment, subject, result } = run;
  const { truthValues, grid } = result;
  const isOnScale = whyOnNoScale(experiment) === null;
  return {
    reconstruction: result.isReconstructed ? reconstructed(run) : null,
    readings: readingsOf(run),
    phantom: truthValues && {
      ...wordsOf(run, 'Phantom'),
      ...attenuation(displayUnitOf(subject), result.waterMuPerMm),
      ...{ name: 'phantom', shape: [grid.rows, grid.columns], place: placeOf(grid) },
      window: isOnScale ? run.window : null,
      planes: () => [truthValues],
    },
  };
}

function reconstructed<A extends DeviceArray>(run: RunToWrite<A>): WrittenArray {
  const { experiment, subject, result, operators, hostValues, window } = run;
  const { volume, volumeGrid, waterMuPerMm } = result;
  const [columns, rows, slices] = gridShape(volumeGrid);
  const { method, filter } = experiment.reconstruction;
  const isOnScale = whyOnNoScale(experiment) === null;
  return {
    ...wordsOf(run, slices > 1 ? 'Volume' : 'Slice'),
    // Relative values are no HU, whatever the phantom's are.
    ...attenuation(isOnScale ? writtenUnitOf(experiment, subject) : 'arbitrary', waterMuPerMm),
    ...{ name: 'reconstruction', place: placeOf(volumeGrid), window: isOnScale ? window : null },
    shape: slices > 1 ? [slices, rows, columns] : [rows, columns],
    filter: METHODS.get(method).iterates ? method : filter,
    planes: () => volumeSlabs(operators, volume, volumeGrid, hostValues(volume)),
  };
}

function readingsOf<A extends DeviceArray>(run: RunToWrite<A>): WrittenArray {
  const { experiment, subject, result, operators, hostValues } = run;
  const { readings, measuredScan } = result;
  const views = measuredScan.anglesRad.length;
  const rows = readings.rows / views;
  const isArbitrary = writtenUnitOf(experiment, subject) === 'arbitrary';
  const unit = isArbitrary ? 'units x mm' : 'line integral';
  return {
    ...wordsOf(run, rows > 1 ? 'Line integrals' : 'Sinogram'),
    ...{ name: 'sinogram', quantity: 'readings', unit, shown: { unit, of: (value) => value } },
    shape: rows === 1 ? [views, readings.columns] : [views, rows, readings.columns],
    ...{ place: null, window: null, axes: axesOf(measuredScan, rows) },
    planes: async function* () {
      yield hostValues(readings) ?? (await operators.read(readings));
    },
  };
}

/** What the axes of readings are, from the slowest on. */
function axesOf(scan: Scan, rows: number): readonly string[] {
  const degrees = Array.from(scan.anglesRad, (angle) => Number(((180 * angle) / Math.PI).toFixed(6)));
  const radiusMm = geometryOf(scan).detectorRadiusMm(scan);
  const channels = `channels along the detector, ${scan.channelSpacingMm} mm apart${radiusMm === null ? '' : ' on the arc'}`;
  return [
    `views, from ${degrees[0]} to ${degrees.at(-1)} degrees, counter-clockwise`,
    ...(rows > 1 ? ['rows of the detector, the lowest first'] : []),
    channels,
  ];
}

type Words = Pick<WrittenArray, 'title' | 'description' | 'origin'>;

function wordsOf<A extends DeviceArray>(run: RunToWrite<A>, title: string): Words {
  const { experiment, subject, result, date } = run;
  const { lines } = captionOf({
    ...{ title, subjectName: subject.name, experiment, scan: result.measuredScan, window: null, date, note: null },
    isUnfiltered: isUnfiltered(experiment.reconstruction),
    isReadOnly: !result.isReconstructed,
  });
  return {
    title: subject.name,
    description: `${lines.slice(1, -1).join('; ')}.`,
    origin: originOf(subject),
  };
}

export function originOf(subject: Subject): Origin {
  return subject.kind === 'measurement' ? 'measurement' : subject.kind === 'image' ? 'image' : 'phantom';
}

/** @param waterMuPerMm what is 0 HU */
export function attenuation(
  unit: DisplayUnit,
  waterMuPerMm: number,
): Pick<WrittenArray, 'quantity' | 'unit' | 'shown'> {
  const own = unit === 'arbitrary' ? 'arbitrary units' : '1/mm';
  return {
    quantity: 'attenuation',
    unit: own,
    shown: { unit: unit === 'HU' ? 'HU' : own, of: (value) => toDisplayUnit(value, unit, waterMuPerMm) },
  };
}

/** Where the voxels of a grid are: row 0 has the largest y, slice 0 the smallest z. */
export function placeOf(grid: Grid): WrittenPlace {
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreXMm = 0, centreYMm = 0, centreZMm = 0 } = grid;
  return {
    originMm: [
      centreXMm + columnCentreMm(grid, 0),
      centreYMm + rowCentreMm(grid, 0),
      centreZMm + sliceCentreMm(grid, 0),
    ],
    columnStepMm: [pixelSizeMm, 0, 0],
    rowStepMm: [0, -pixelSizeMm, 0],
    planeStepMm: [0, 0, sliceSpacingMm],
  };
}

/** Everything of a run for one archive: its arrays, what is needed to use them, and the experiment as text. */
export function npzEntries<A extends DeviceArray>(run: RunToWrite<A>): readonly NpzEntry[] {
  const { experiment, result } = run;
  const { measuredScan, volumeGrid } = result;
  const { readings, reconstruction, phantom } = writtenRun(run);
  const [, , slices] = gridShape(volumeGrid);
  const isHounsfield = reconstruction?.shown.unit === 'HU';
  return [
    { name: 'sinogram', array: readings },
    { name: 'angles_deg', numbers: Float64Array.from(measuredScan.anglesRad, (angle) => (180 * angle) / Math.PI) },
    { name: 'channel_spacing_mm', numbers: measuredScan.channelSpacingMm },
    ...(reconstruction
      ? [
          { name: 'reconstruction', array: reconstruction },
          { name: 'pixel_size_mm', numbers: volumeGrid.pixelSizeMm },
          ...(slices > 1
            ? [{ name: 'slice_spacing_mm', numbers: volumeGrid.sliceSpacingMm ?? volumeGrid.pixelSizeMm }]
            : []),
        ]
      : []),
    ...(phantom ? [{ name: 'phantom', array: phantom }] : []),
    ...(isHounsfield ? [{ name: 'water_mu_per_mm', numbers: result.waterMuPerMm }] : []),
    { name: 'experiment', text: JSON.stringify(experimentJson(experiment)) },
  ];
}
