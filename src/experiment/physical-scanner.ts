import type { DeviceArray } from '../compute/device.ts';
import { geometryOf, type Scan } from '../geometry/scan.ts';
import type { ScanPrecision } from '../kernels/scan-shapes/scan-precision.ts';
import type { Operators } from '../operators/contract.ts';
import type { Phantom } from '../phantom/phantom.ts';
import { gridAtMoment, phantomAtMoment } from '../physics/moving-phantom.ts';
import type { MotionSettings, PhysicsSettings } from '../physics/physics-settings.ts';
import { type BeamPlan, planReading, raysOfChannel } from '../physics/scan-plan.ts';
import type { Progress, StageContext } from '../pipeline/stage.ts';
import { scanExactly } from './stages/exact-scan.ts';
import { workPerRay } from './work-per-ray.ts';

// Whoever fetches this part plans the beam with it.
export { planBeam } from '../physics/scan-plan.ts';

/** What of the physics reaches the detector. */
export type Optics = Pick<PhysicsSettings, 'focalSpotMm' | 'channelAperture' | 'detectorShift' | 'motion'>;

/** What a reading costs, in units of one shape asked. */
const WORK_OF_A_READING = 20;

/** The scan with the detector where it really stands. @param detectorShift in channels */
export function standing(scan: Scan, detectorShift: number): Scan {
  return detectorShift === 0 ? scan : { ...scan, offset: scan.offset + detectorShift };
}

/**
 * Signals behind the phantom, 1 where nothing stands in the beam, [views, channels].
 *
 * @param believed the scan as the reconstruction takes it to be
 */
export async function* makeSignals(
  { operators, create, giveBack }: StageContext,
  beam: BeamPlan,
  optics: Optics,
  believed: Scan,
): AsyncGenerator<Progress<DeviceArray>, DeviceArray, void> {
  const scan = standing(believed, optics.detectorShift);
  const views = scan.anglesRad.length;
  const rays = raysOfChannel(optics);
  const scans = rays.length * beam.parts.length;
  const signals = await create(views, scan.channels);
  const paths: DeviceArray[] = [];
  for (const _ of beam.parts) paths.push(await create(views, scan.channels));
  for (const [ray, { offset, sourceShiftMm }] of rays.entries()) {
    // A ray beside the channel's middle is the middle of a detector that stands so much further.
    const ofRay =
      rays.length === 1
        ? scan
        : geometryOf(scan).withSourceShift({ ...scan, offset: scan.offset - offset }, sourceShiftMm);
    for (const [part, phantom] of beam.parts.entries()) {
      const before = ray * beam.parts.length + part;
      // What counts are drawn from must not depend on the backend.
      const steps = scanPart(operators, phantom, optics.motion, ofRay, paths[part]!, 'double');
      for await (const done of steps) yield { done: (before + done) / scans };
    }
    const { transmission } = beam;
    const workPerView = scan.channels * (transmission.weights.length + transmission.muPerMm.length);
    for (const range of stepsOf(operators, views, workPerView)) {
      await operators.transmit(transmission, paths, 1 / rays.length, signals, range);
      yield {};
    }
  }
  for (const path of paths) giveBack(path);
  return signals;
}

/** Line integrals of a phantom that may move. Yields the part of the views that is done, 0 … 1. */
export async function* scanPart(
  operators: Operators,
  phantom: Phantom,
  motion: MotionSettings,
  scan: Scan,
  out: DeviceArray,
  precision: ScanPrecision,
): AsyncGenerator<number, void, void> {
  const picture =
    phantom.kind === 'image' ? await operators.upload(phantom.values, phantom.grid.rows, phantom.grid.columns) : null;
  try {
    if (motion.kind === 'none' || motion.amplitudeMm === 0) {
      yield* scanExactly(operators, phantom, picture, scan, out, precision);
      return;
    }
    const views = scan.anglesRad.length;
    const mostViews = operators.viewsPerStep('scan', scan.channels * workPerRay(phantom, precision));
    for (const range of restingViews(motion, views, mostViews)) {
      const moment = range.from / views;
      if (phantom.kind === 'image') {
        await operators.scanImage(picture!, gridAtMoment(phantom, motion, moment), scan, out, range);
      } else {
        await operators.scanShapes(phantomAtMoment(phantom, motion, moment), scan, out, range, precision);
      }
      yield range.to / views;
    }
  } finally {
    if (picture) operators.release(picture);
  }
}

/** What the detector makes of signals. Yields after every step. @param starved [views, 1] */
export async function* readOut(
  operators: Operators,
  beam: BeamPlan,
  physics: PhysicsSettings,
  seed: number,
  signals: DeviceArray,
  lineIntegrals: DeviceArray,
  starved: DeviceArray,
): AsyncGenerator<void, void, void> {
  const { rows: views, columns: channels } = signals;
  const detector = planReading(beam, physics, channels, seed);
  for (const range of stepsOf(operators, views, channels * WORK_OF_A_READING)) {
    await operators.detect(detector, signals, lineIntegrals, starved, range);
    yield;
  }
}

/** Views after views, so many at a time that a run stays responsive. */
function* stepsOf(operators: Operators, views: number, workPerView: number) {
  const step = operators.viewsPerStep('scan', workPerView);
  for (let from = 0; from < views; from += step) yield { from, to: Math.min(views, from + step) };
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
