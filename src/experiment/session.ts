import type { AxisFinding } from '../corrections/axis/axis-finding.ts';
import type { ImageGrid } from '../geometry/image-grid.ts';
import type { Scan } from '../geometry/scan.ts';
import type { ImageQuality } from '../metrics/image-quality.ts';
import type { DeviceArray, Operators } from '../operators/contract.ts';
import type { TaskExecutor } from '../operators/cpu/task-executor.ts';
import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { BeamPlan } from '../physics/scan-plan.ts';
import { Lane } from '../pipeline/lane.ts';
import { PipelineRun } from '../pipeline/pipeline-run.ts';
import { ResultCache } from '../pipeline/result-cache.ts';
import type { Phase } from '../pipeline/stage.ts';
import type { Experiment } from './experiment.ts';
import { StageClock, type StageTime } from './stage-clock.ts';
import { corrected } from './stages/corrected.ts';
import { physicsOf, type RunGiven, wayOf } from './stages/given.ts';
import { image, type Slice } from './stages/image.ts';
import { beam, signals } from './stages/physics.ts';
import { type Reading, reading } from './stages/reading.ts';
import { grid, scan } from './stages/subject-and-scan.ts';
import { difference, raster, truth } from './stages/truth.ts';
import { linesStage } from './stages/views.ts';
import type { Subject } from './subject.ts';

export type Stage = Phase;
export type { StageTime } from './stage-clock.ts';

/** What a run shows as it goes. Arrays stay valid until the next step of any run of the session replaces them. */
export type RunStep<A extends DeviceArray> =
  /** `scan` may have channels beyond the detector, that a correction has added; `measuredScan` has none. */
  | { readonly kind: 'sinogram'; readonly sinogram: A; readonly scan: Scan; readonly measuredScan: Scan }
  | { readonly kind: 'image'; readonly image: A; readonly grid: ImageGrid; readonly views: number; readonly of: number }
  | { readonly kind: 'truth'; readonly truth: A; readonly difference: A }
  /** `times` is `null` where the run was not to time its stages. */
  | { readonly kind: 'finished'; readonly totalMs: number; readonly times: readonly StageTime[] | null };

export interface RunOptions {
  readonly signal?: AbortSignal;
  /**
   * Back-projects anew and yields the image after every so many views, asked before every step; whatever the method, for
   * only FBP grows view by view, and only a fan that is not rebinned by the views that were measured. Left out, the image is yielded when it is complete.
   */
  readonly viewsPerStep?: () => number;
  /**
   * Waits for the device after every stage, so that each stage's time is its own. Browsers report the end of queued
   * work only now and then, so that without waiting one stage is given the time of another.
   */
  readonly timeStages?: boolean;
  /** Told how far a stage has come, 0 … 1. */
  readonly onProgress?: (stage: Stage, done: number) => void;
}

/** What the getters of a session tell of its last run. */
interface Last<A> {
  readonly sinogram: A | null;
  readonly image: A | null;
  readonly reading: Reading | null;
  readonly grid: ImageGrid | null;
  readonly beam: BeamPlan | null;
  readonly axis: AxisFinding | null;
  readonly truthValues: Float32Array | null;
}

const NOTHING: Last<never> = {
  sinogram: null,
  image: null,
  reading: null,
  grid: null,
  beam: null,
  axis: null,
  truthValues: null,
};

/**
 * Runs experiments on one backend, one at a time, in a lane that keeps the result of every stage for the next run: turning
 * the filter does not rescan and turning the window runs nothing.
 */
export class Session<A extends DeviceArray> {
  readonly operators: Operators<A>;
  readonly #host: TaskExecutor;
  readonly #lane: Lane;
  #last: Last<A> = NOTHING;

  /** @param host runs what is done on the CPU for every backend: rasters and image quality */
  constructor(
    operators: Operators<A>,
    host: TaskExecutor,
    lane = new Lane(new ResultCache((array) => operators.release(array as A))),
  ) {
    this.operators = operators;
    this.#host = host;
    this.#lane = lane;
  }

  /**
   * Runs an experiment, yielding what there is to show. Throws what the signal carries when it is aborted, an
   * InputError where the device cannot hold the experiment, and a BackendLostError where the device is gone; what was
   * kept stays.
   */
  async *run(
    experiment: Experiment,
    subject: Subject,
    options: RunOptions = {},
  ): AsyncGenerator<RunStep<A>, void, void> {
    const { signal, viewsPerStep: pace, onProgress } = options;
    const backProjection = this.operators.description.backProjection ?? null;
    const given = { experiment, subject, backProjection, isPlayed: pace !== undefined };
    const operators = this.operators as unknown as Operators;
    const run = new PipelineRun(this.#lane, { given, operators, host: this.#host, signal, pace, onProgress });
    this.#host.follow?.(signal);
    try {
      yield* this.#run(run, given, new StageClock(operators, options.timeStages ?? false)) as AsyncGenerator<
        RunStep<A>,
        void,
        void
      >;
    } finally {
      run.end();
      this.#host.follow?.(undefined);
    }
  }

  async *#run(
    run: PipelineRun<RunGiven>,
    given: RunGiven,
    clock: StageClock,
  ): AsyncGenerator<RunStep<DeviceArray>, void, void> {
    const hasTruth = given.subject.kind !== 'measurement';
    const onGrid = await run.get(grid);
    const scanned = await run.get(scan);
    const hasPhysics = physicsOf(given) !== null;
    const ofBeam = hasPhysics ? await run.get(beam) : null;
    if (!hasPhysics) this.#lane.drop(signals.name);
    this.#last = { ...this.#last, grid: onGrid, beam: ofBeam, truthValues: null };
    // A GPU leaves the host free to make the raster meanwhile; on the CPU it would share the lanes of what is timed.
    if (hasTruth && this.operators.description.backend === 'gpu') run.start(raster);

    const { isCorrected, ...way } = wayOf(given);
    const sinograms = isCorrected ? [reading, corrected] : [reading];
    const isRead = sinograms.every((part) => run.isKept(part));
    const read = await run.get(reading);
    const cured = isCorrected ? await run.get(corrected) : null;
    await clock.end('scan', isRead);
    const sinogram = cured?.sinogram ?? read.lineIntegrals;
    this.#last = { ...this.#last, sinogram: sinogram as A, reading: read, axis: cured?.axis ?? null };
    yield* this.#lane.show(
      'sinogram',
      sinograms.map((part) => run.leaseOf(part)),
      {
        kind: 'sinogram',
        sinogram,
        scan: cured?.scan ?? scanned,
        measuredScan: cured?.measuredScan ?? scanned,
      },
    );

    const isKept = !given.isPlayed && run.isKept(image);
    const filter = linesStage(way);
    if (filter) {
      const isFiltered = isKept || run.isKept(filter);
      if (!isKept) await run.get(filter);
      await clock.end('filter', isFiltered);
    }
    const show = ({ image: array, views, of }: Slice) => {
      this.#last = { ...this.#last, image: array as A };
      const step = { kind: 'image', image: array, grid: onGrid, views, of } as const;
      return this.#lane.show('image', [run.leaseOf(image)], step);
    };
    if (given.isPlayed) for await (const soFar of run.grow(image)) yield* show(soFar);
    const slice = await run.get(image);
    await clock.end('back-project', isKept);
    yield* show(slice);

    const totalMs = clock.total();
    totalMs.catch(() => undefined);
    if (hasTruth) {
      const [values, onDevice] = [await run.get(raster), await run.get(truth)];
      const less = await run.get(difference);
      this.#last = { ...this.#last, truthValues: values };
      const step = { kind: 'truth', truth: onDevice, difference: less } as const;
      yield* this.#lane.show('truth', [run.leaseOf(truth), run.leaseOf(difference)], step);
    }
    yield { kind: 'finished', totalMs: await totalMs, times: clock.times };
  }

  /**
   * RMSE, PSNR and SSIM of an image that this session made, or `null` where there is no truth on its grid to compare it
   * with.
   *
   * @param image host copy of the image, [rows × columns] of the last run's grid
   */
  async quality(image: Float32Array): Promise<ImageQuality | null> {
    const { truthValues, grid } = this.#last;
    if (!truthValues || !grid || truthValues.length !== image.length) return null;
    return this.#host.run('imageQuality', image, truthValues, grid.rows, grid.columns);
  }

  /** The phantom on the last run's grid, float32 [rows × columns], or `null` for measured data. */
  get truthValues(): Float32Array | null {
    return this.#last.truthValues;
  }

  /** What reconstructs to 0 HU in the last run, in 1/mm: water at 60 keV, or as the beam sees it. */
  get waterMuPerMm(): number {
    return this.#last.beam?.calibration.waterMuPerMm ?? WATER_MU_PER_MM;
  }

  /** The energy at which water attenuates as in the last run's beam, or `null` where that run had no physics. */
  get effectiveEnergyKeV(): number | null {
    return this.#last.beam?.calibration.effectiveEnergyKeV ?? null;
  }

  /**
   * The part of the last run's readings that had next to nothing left, 0 … 1; `null` where none could. A small read: ask
   * after the picture is on screen.
   */
  async starvedFraction(): Promise<number | null> {
    const { reading } = this.#last;
    if (!reading?.starved) return null;
    const perView = await this.operators.read(reading.starved as A);
    return (
      perView.reduce((sum, count) => sum + count, 0) / (reading.lineIntegrals.rows * reading.lineIntegrals.columns)
    );
  }

  /** Where the last run found the axis; `null` where it was not looked for. */
  get axis(): AxisFinding | null {
    return this.#last.axis;
  }

  /** The arrays of the last run. */
  get arrays(): { readonly sinogram: A | null; readonly image: A | null } {
    const { sinogram, image } = this.#last;
    return { sinogram, image };
  }

  /** Gives back every array it keeps; the session can go on, from nothing. */
  release(): void {
    this.#lane.release();
    this.#last = NOTHING;
  }
}
