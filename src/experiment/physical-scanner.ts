import type { Scan } from '../geometry/scan.ts';
import type { DeviceArray, Operators, ScanPrecision, ViewRange } from '../operators/contract.ts';
import type { Phantom } from '../phantom/phantom.ts';
import { gridAtMoment, phantomAtMoment } from '../physics/moving-phantom.ts';
import type { MotionSettings, PhysicsSettings } from '../physics/physics-settings.ts';
import { type BeamPlan, planBeam, planReading, raysOfChannel } from '../physics/scan-plan.ts';
import type { Experiment } from './experiment.ts';
import { workPerRay } from './work-per-ray.ts';

/** Scans a phantom of the session into an array. */
export type ExactScan<A> = (
  phantom: Phantom,
  scan: Scan,
  sinogram: A,
  precision: ScanPrecision,
  progress: ScanProgress,
) => Promise<void>;

/** How far a scan has come, 0 … 1, as one of several. */
export interface ScanProgress {
  readonly from: number;
  readonly to: number;
}

/** A scan as a real scanner makes it. */
export interface PhysicalReading<A> {
  readonly lineIntegrals: A;
  /** [views, 1], or `null` where no reading can starve. */
  readonly starved: A | null;
}

/** What a reading costs, in units of one shape asked. */
const WORK_OF_A_READING = 20;

/**
 * Scans as the `physics` of an experiment says. Keeps the beam's plan and the signals behind the phantom, so that turning
 * the photons does not scan anew.
 */
export class PhysicalScanner<A extends DeviceArray> {
  readonly #operators: Operators<A>;
  #beam: { readonly key: string; readonly plan: BeamPlan } | null = null;
  #signals: { readonly key: string; readonly array: A } | null = null;

  constructor(operators: Operators<A>) {
    this.#operators = operators;
  }

  /** The beam's way through the phantom; planned anew only for another key. */
  beam(phantomKey: string, phantom: Phantom, physics: PhysicsSettings): BeamPlan {
    const key = JSON.stringify([phantomKey, physics.energyKeV, physics.spectrum]);
    if (this.#beam?.key !== key) this.#beam = { key, plan: planBeam(phantom, physics) };
    return this.#beam.plan;
  }

  /**
   * @param scanKey names phantom and scan
   * @param believed the scan as the reconstruction takes it to be
   */
  async scan(
    scanKey: string,
    beam: BeamPlan,
    experiment: Experiment & { readonly physics: PhysicsSettings },
    believed: Scan,
    exactScan: ExactScan<A>,
    signal?: AbortSignal,
  ): Promise<PhysicalReading<A>> {
    const operators = this.#operators;
    const { physics } = experiment;
    const { detectorShift } = physics;
    const scan = detectorShift === 0 ? believed : { ...believed, offset: believed.offset + detectorShift };
    const views = scan.anglesRad.length;
    const reading = planReading(beam, physics, scan.channels, experiment.seed);
    if (!reading) {
      const lineIntegrals = await operators.create(views, scan.channels);
      await this.#orRelease([lineIntegrals], () =>
        this.#scanPart(beam.parts[0]!, physics, scan, lineIntegrals, exactScan, 'single', { from: 0, to: 1 }, signal),
      );
      return { lineIntegrals, starved: null };
    }
    const { energyKeV, spectrum, focalSpotMm, channelAperture, motion } = physics;
    const key = JSON.stringify([scanKey, energyKeV, spectrum, focalSpotMm, channelAperture, detectorShift, motion]);
    if (this.#signals?.key !== key) {
      this.release();
      this.#signals = { key, array: await this.#makeSignals(beam, physics, scan, exactScan, signal) };
    }
    const signals = this.#signals.array;
    const lineIntegrals = await operators.create(views, scan.channels);
    return this.#orRelease([lineIntegrals], async () => {
      const starved = await operators.create(views, 1);
      await this.#orRelease([starved], () =>
        this.#inSteps(views, scan.channels * WORK_OF_A_READING, signal, (range) =>
          operators.detect(reading, signals, lineIntegrals, starved, range),
        ),
      );
      return { lineIntegrals, starved };
    });
  }

  /** Gives back what it keeps. */
  release(): void {
    if (this.#signals) this.#operators.release(this.#signals.array);
    this.#signals = null;
  }

  async #makeSignals(
    beam: BeamPlan,
    physics: PhysicsSettings,
    scan: Scan,
    exactScan: ExactScan<A>,
    signal: AbortSignal | undefined,
  ): Promise<A> {
    const operators = this.#operators;
    const views = scan.anglesRad.length;
    const rays = raysOfChannel(physics);
    const scans = rays.length * beam.parts.length;
    const arrays: A[] = [];
    const signals = await operators.create(views, scan.channels);
    await this.#orRelease([signals], async () => {
      try {
        for (const _ of beam.parts) arrays.push(await operators.create(views, scan.channels));
        for (const [ray, { offset, sourceShiftMm }] of rays.entries()) {
          // A ray beside the channel's middle is the middle of a detector that stands so much further.
          const ofRay =
            rays.length === 1
              ? scan
              : { ...scan, offset: scan.offset - offset, ...(scan.geometry === 'fan' && { sourceShiftMm }) };
          for (const [part, phantom] of beam.parts.entries()) {
            const done = ray * beam.parts.length + part;
            const progress = { from: done / scans, to: (done + 1) / scans };
            // What counts are drawn from must not hang on the backend.
            await this.#scanPart(phantom, physics, ofRay, arrays[part]!, exactScan, 'double', progress, signal);
          }
          const { transmission } = beam;
          const workPerView = scan.channels * (transmission.weights.length + transmission.muPerMm.length);
          await this.#inSteps(views, workPerView, signal, (range) =>
            operators.transmit(transmission, arrays, 1 / rays.length, signals, range),
          );
        }
      } finally {
        for (const array of arrays) operators.release(array);
      }
    });
    return signals;
  }

  async #scanPart(
    phantom: Phantom,
    physics: PhysicsSettings,
    scan: Scan,
    out: A,
    exactScan: ExactScan<A>,
    precision: ScanPrecision,
    progress: ScanProgress,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { motion } = physics;
    if (motion.kind === 'none' || motion.amplitudeMm === 0) return exactScan(phantom, scan, out, precision, progress);
    const operators = this.#operators;
    const mostViews = operators.viewsPerStep('scan', scan.channels * workPerRay(phantom, precision));
    const image =
      phantom.kind === 'image' ? await operators.upload(phantom.values, phantom.grid.rows, phantom.grid.columns) : null;
    try {
      for (const range of restingViews(motion, scan.anglesRad.length, mostViews)) {
        signal?.throwIfAborted();
        const moment = range.from / scan.anglesRad.length;
        if (phantom.kind === 'image') {
          await operators.scanImage(image!, gridAtMoment(phantom, motion, moment), scan, out, range);
        } else {
          await operators.scanShapes(phantomAtMoment(phantom, motion, moment), scan, out, range, precision);
        }
      }
    } finally {
      if (image) operators.release(image);
    }
  }

  /** Views after views, so many at a time that a run stays responsive. */
  async #inSteps(
    views: number,
    workPerView: number,
    signal: AbortSignal | undefined,
    work: (range: ViewRange) => Promise<void>,
  ): Promise<void> {
    const step = this.#operators.viewsPerStep('scan', workPerView);
    for (let from = 0; from < views; from += step) {
      signal?.throwIfAborted();
      await work({ from, to: Math.min(views, from + step) });
    }
  }

  async #orRelease<T>(arrays: readonly A[], work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      for (const array of arrays) this.#operators.release(array);
      throw error;
    }
  }
}

/**
 * All views, in ranges in which the phantom rests: a shift leaves all on one side of it alike, breathing no two.
 *
 * @param most how many views a range may have
 */
function* restingViews(motion: MotionSettings, views: number, most: number): Generator<ViewRange> {
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
