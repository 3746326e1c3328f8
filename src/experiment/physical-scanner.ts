import type { DeviceArray } from '../compute/device.ts';
import type { Grid } from '../geometry/grid.ts';
import { detectorRowsOf, geometryOf, type Scan } from '../geometry/scan.ts';
import type { ScanPrecision } from '../kernels/scan-shapes/scan-precision.ts';
import type { Operators } from '../operators/contract.ts';
import type { ProjectorModel } from '../operators/projector-model.ts';
import { type DetectorPlan, scatterOfViews } from '../physics/detector-plan.ts';
import type { ScannedPhantom } from '../physics/material-parts.ts';
import { gridAtMoment, phantomAtMoment, solidsAtMoment, volumeGridAtMoment } from '../physics/moving-phantom.ts';
import type { MotionSettings, PhysicsSettings } from '../physics/physics-settings.ts';
import { type BeamPlan, planReading, raysOfChannel } from '../physics/scan-plan.ts';
import type { Progress, StageContext } from '../pipeline/stage.ts';
import { isScannedInSpace, solidsOf } from './object-in-space.ts';
import { scanExactly, scanSolidsExactly, scanVolumeExactly } from './stages/exact-scan.ts';
import { workPerRay, workPerSpaceRay, workPerVolume, workPerVoxelRay } from './work-per-ray.ts';

// Whoever fetches this part plans the beam with it.
export { planBeamInSteps } from '../physics/scan-plan.ts';

/** What of the physics reaches the detector. */
export type Optics = Pick<PhysicsSettings, 'focalSpotMm' | 'channelAperture' | 'detectorShift' | 'motion'>;

/** What a reading costs, in units of one shape asked. */
const WORK_OF_A_READING = 20;

/** The scan with the detector where it really stands. @param detectorShift in channels */
export function standing(scan: Scan, detectorShift: number): Scan {
  return detectorShift === 0 ? scan : { ...scan, offset: scan.offset + detectorShift };
}

/**
 * Signals behind the phantom, 1 where nothing stands in the beam, [views · detector rows, channels].
 *
 * @param believed the scan as the reconstruction takes it to be
 * @param model of the line integrals of pictures in a slice
 */
export async function* makeSignals(
  { operators, create, giveBack }: StageContext,
  beam: BeamPlan,
  optics: Optics,
  believed: Scan,
  model: ProjectorModel,
): AsyncGenerator<Progress<DeviceArray>, DeviceArray, void> {
  const scan = standing(believed, optics.detectorShift);
  const rows = scan.anglesRad.length * detectorRowsOf(scan);
  const rays = raysOfChannel(optics);
  const scans = rays.length * beam.parts.length;
  const signals = await create(rows, scan.channels);
  const paths: DeviceArray[] = [];
  for (const _ of beam.parts) paths.push(await create(rows, scan.channels));
  const parts = beam.parts.map((part) => asScanned(part, scan));
  for (const [ray, { offset, sourceShiftMm }] of rays.entries()) {
    // A ray beside the channel's middle is the middle of a detector that stands so much further.
    const ofRay =
      rays.length === 1
        ? scan
        : geometryOf(scan).withSourceShift({ ...scan, offset: scan.offset - offset }, sourceShiftMm);
    for (const [part, phantom] of parts.entries()) {
      const before = ray * parts.length + part;
      // What counts are drawn from must not depend on the backend.
      const steps = scanPart(operators, phantom, optics.motion, ofRay, paths[part]!, 'double', model);
      for await (const done of steps) yield { done: (before + done) / scans };
    }
    const { transmission } = beam;
    const workPerRow = scan.channels * (transmission.weights.length + transmission.muPerMm.length);
    for (const range of stepsOf(operators, rows, workPerRow)) {
      await operators.transmit(transmission, paths, 1 / rays.length, signals, range);
      yield {};
    }
  }
  for (const path of paths) giveBack(path);
  return signals;
}

/** A phantom as the rays of a scan see it: solids where they run in space. */
export function asScanned(phantom: ScannedPhantom, scan: Scan): ScannedPhantom {
  if (phantom.kind === 'image' || !isScannedInSpace(phantom, scan)) return phantom;
  return solidsOf(phantom, scan);
}

/** Line integrals of a phantom that may move. Yields the part of the views that is done, 0 … 1. */
export async function* scanPart(
  operators: Operators,
  phantom: ScannedPhantom,
  motion: MotionSettings,
  scan: Scan,
  out: DeviceArray,
  precision: ScanPrecision,
  model: ProjectorModel,
): AsyncGenerator<number, void, void> {
  const volume = phantom.kind === 'image' && isScannedInSpace(phantom, scan) ? phantom.volume : undefined;
  const picture = phantom.kind === 'image' ? await uploadPicture(operators, volume ?? phantom) : null;
  try {
    if (motion.kind === 'none' || motion.amplitudeMm === 0) {
      if (phantom.kind === 'solids') yield* scanSolidsExactly(operators, phantom, scan, out, precision);
      else if (volume) yield* scanVolumeExactly(operators, picture!, volume.grid, scan, out);
      else yield* scanExactly(operators, phantom, picture, scan, out, precision, model);
      return;
    }
    const views = scan.anglesRad.length;
    const rows = detectorRowsOf(scan);
    const workOfRay = volume ? workPerVoxelRay(volume.grid) : workPerRayOf(phantom, precision);
    const workPerView = rows * scan.channels * workOfRay;
    const mostViews = operators.viewsPerStep('scan', workPerView, volume ? workPerVolume(volume.grid) : 0);
    for (const range of restingViews(motion, views, mostViews)) {
      const moment = range.from / views;
      const rowsOfViews = { from: rows * range.from, to: rows * range.to };
      if (phantom.kind === 'image' && volume) {
        const grid = volumeGridAtMoment(phantom, volume.grid, motion, moment);
        await operators.scanVolume(picture!, grid, scan, out, rowsOfViews);
      } else if (phantom.kind === 'image') {
        await operators.scanImage(picture!, gridAtMoment(phantom, motion, moment), scan, out, range, model);
      } else if (phantom.kind === 'shapes') {
        await operators.scanShapes(phantomAtMoment(phantom, motion, moment), scan, out, range, precision);
      } else {
        await operators.scanSolids(solidsAtMoment(phantom, motion, moment), scan, out, rowsOfViews, precision);
      }
      yield range.to / views;
    }
  } finally {
    if (picture) operators.release(picture);
  }
}

function uploadPicture(
  operators: Operators,
  { grid, values }: { readonly grid: Grid; readonly values: Float32Array },
): Promise<DeviceArray> {
  return operators.upload(values, values.length / grid.columns, grid.columns);
}

function workPerRayOf(phantom: ScannedPhantom, precision: ScanPrecision): number {
  return phantom.kind === 'solids' ? workPerSpaceRay(phantom, precision) : workPerRay(phantom, precision);
}

/**
 * What the detector makes of signals. Yields after every step.
 *
 * @param views of the scan; each is so many rows of the arrays as the detector has
 * @param starved [views · detector rows, 1]
 */
export async function* readOut(
  operators: Operators,
  beam: BeamPlan,
  physics: PhysicsSettings,
  seed: number,
  views: number,
  signals: DeviceArray,
  lineIntegrals: DeviceArray,
  starved: DeviceArray,
): AsyncGenerator<void, void, void> {
  const { rows, columns: channels } = signals;
  const detector = planReading(beam, physics, channels, seed, rows / views);
  const scatter = await scatterBehind(operators, detector, views, signals);
  try {
    for (const range of stepsOf(operators, rows, channels * WORK_OF_A_READING)) {
      await operators.detect(detector, signals, scatter, lineIntegrals, starved, range);
      yield;
    }
  } finally {
    operators.release(scatter);
  }
}

/** The scatter of each view, [views, 1]: of all its rows together, which may lie in several bands of a GPU. */
async function scatterBehind(
  operators: Operators,
  detector: DetectorPlan,
  views: number,
  signals: DeviceArray,
): Promise<DeviceArray> {
  if (detector.scatterToPrimary === 0) return operators.create(views, 1);
  const steps = await operators.create(signals.rows, 1);
  try {
    await operators.scatterOfRows(signals, steps);
    return await operators.upload(scatterOfViews(detector, await operators.read(steps)), views, 1);
  } finally {
    operators.release(steps);
  }
}

/** Rows after rows, so many at a time that a run stays responsive. */
function* stepsOf(operators: Operators, rows: number, workPerRow: number) {
  const step = operators.viewsPerStep('scan', workPerRow);
  for (let from = 0; from < rows; from += step) yield { from, to: Math.min(rows, from + step) };
}

/**
 * All views, in ranges in which the phantom rests: a shift leaves all on one side of it alike, breathing no two.
 *
 * @param most how many views a range may have
 */
function* restingViews(motion: MotionSettings, views: number, most: number) {
  for (let from = 0; from < views; ) {
    let to = from + 1;
    if (motion.kind === 'shift') {
      // Asked as the phantom is asked, so that no rounding puts a view on the other side.
      const isBefore = (view: number) => view / views < motion.at;
      while (to < views && to - from < most && isBefore(to) === isBefore(from)) to++;
    }
    yield { from, to };
    from = to;
  }
}
