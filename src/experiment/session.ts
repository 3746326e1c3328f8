import type { DeviceArray } from '../compute/device.ts';
import type { Operators } from '../operators/contract.ts';
import type { CpuExecutor } from '../operators/cpu/cpu-tasks.ts';
import { Lane } from '../pipeline/lane.ts';
import { PipelineRun, type RunInput } from '../pipeline/pipeline-run.ts';
import { ResultCache } from '../pipeline/result-cache.ts';
import type { Experiment } from './experiment.ts';
import { RunResult, waterOf } from './run-result.ts';
import type { RunOptions, RunStep } from './run-steps.ts';
import { StageClock } from './stage-clock.ts';
import { corrected } from './stages/corrected.ts';
import { physicsOf, type RunGiven, wayOf } from './stages/given.ts';
import { image, type Slice } from './stages/image.ts';
import { beam, signals } from './stages/physics.ts';
import { reading } from './stages/reading.ts';
import { grid, scan } from './stages/subject-and-scan.ts';
import { difference, raster, truth } from './stages/truth.ts';
import { linesStage } from './stages/views.ts';
import type { Subject } from './subject.ts';

/**
 * Runs experiments on one backend, one at a time, in a lane that keeps the result of every stage for the next run: turning
 * the filter does not rescan and turning the window runs nothing.
 */
export class Session<A extends DeviceArray> {
  readonly operators: Operators<A>;
  readonly #host: CpuExecutor;
  readonly #lane: Lane;
  /** Keeps the phantom where it is shown finer than the slice. */
  readonly #phantomLane: Lane;

  /**
   * @param host runs what is done on the CPU for every backend: rasters and image quality
   * @param lane of a cache that the operators' device shares with others; one of its own unless given
   */
  constructor(
    operators: Operators<A>,
    host: CpuExecutor,
    lane = new Lane(new ResultCache((array) => operators.release(array as A))),
  ) {
    this.operators = operators;
    this.#host = host;
    this.#lane = lane;
    this.#phantomLane = new Lane(lane.cache);
  }

  /**
   * Runs an experiment, yielding what there is to show, and in the end its result. Throws what the signal carries when it
   * is aborted, an InputError where the device cannot hold the experiment, and a BackendLostError where the device is
   * gone; what was kept stays.
   */
  async *run(
    experiment: Experiment,
    subject: Subject,
    { signal, viewsPerStep: pace, timeStages = false, onProgress, phantomOf }: RunOptions = {},
  ): AsyncGenerator<RunStep<A>, void, void> {
    const backProjection = this.operators.description.backProjection ?? null;
    const given = { experiment, subject, backProjection, isPlayed: pace !== undefined };
    const operators = this.operators as unknown as Operators;
    const input = { operators, host: this.#host, signal };
    const run = new PipelineRun(this.#lane, { ...input, given, pace, onProgress });
    const phantomRun = phantomOf && subject.kind !== 'measurement' ? this.#phantomRun(phantomOf, given, input) : null;
    this.#host.follow?.(signal);
    try {
      // What is made here are arrays of these operators.
      const steps = this.#steps(run, phantomRun, given, new StageClock(operators, timeStages));
      yield* steps as AsyncGenerator<RunStep<A>, void, void>;
    } finally {
      run.end();
      phantomRun?.end();
      this.#host.follow?.(undefined);
    }
  }

  /** Gives back every array it keeps; the session can go on, from nothing. */
  release(): void {
    this.#lane.release();
    this.#phantomLane.release();
  }

  /** A run that is asked for the phantom of an experiment alone: as it is there already, or as fine as a hand waits for. */
  #phantomRun(
    experiment: Experiment,
    given: RunGiven,
    input: Omit<RunInput<RunGiven>, 'given'>,
  ): PipelineRun<RunGiven> {
    const whole = new PipelineRun(this.#phantomLane, { ...input, given: { ...given, experiment } });
    const { pixels, pixelSizeMm } = experiment.reconstruction.grid;
    if (pixels <= MOST_FINE_PIXELS || whole.isKept(truth)) return whole;
    const fine = { pixels: MOST_FINE_PIXELS, pixelSizeMm: (pixels * pixelSizeMm) / MOST_FINE_PIXELS };
    const reconstruction = { ...experiment.reconstruction, grid: fine };
    return new PipelineRun(this.#phantomLane, {
      ...input,
      given: { ...given, experiment: { ...experiment, reconstruction } },
    });
  }

  async *#steps(
    run: PipelineRun<RunGiven>,
    phantomRun: PipelineRun<RunGiven> | null,
    given: RunGiven,
    clock: StageClock,
  ): AsyncGenerator<RunStep, void, void> {
    const hasTruth = given.subject.kind !== 'measurement';
    const onGrid = await run.get(grid);
    const believed = await run.get(scan);
    const hasPhysics = physicsOf(given) !== null;
    const ofBeam = hasPhysics ? await run.get(beam) : null;
    if (!hasPhysics) this.#lane.drop(signals.name);
    const waterMuPerMm = waterOf(ofBeam);
    // A GPU leaves the host free to make the raster meanwhile; on the CPU it would share the lanes of what is timed.
    if (hasTruth && this.operators.description.backend === 'gpu') run.start(raster);

    const { isCorrected, ...way } = wayOf(given);
    const sinograms = isCorrected ? [reading, corrected] : [reading];
    const isRead = sinograms.every((part) => run.isKept(part));
    const { lineIntegrals, starved } = await run.get(reading);
    const cured = isCorrected ? await run.get(corrected) : null;
    await clock.end('scan', isRead);
    const seen = {
      sinogram: cured?.sinogram ?? lineIntegrals,
      scan: cured?.scan ?? believed,
      measuredScan: cured?.measuredScan ?? believed,
    };
    yield* this.#lane.show('sinogram', run.leasesOf(sinograms), { kind: 'sinogram', ...seen });

    const isKept = !given.isPlayed && run.isKept(image);
    const filter = linesStage(way);
    if (filter) {
      const isFiltered = isKept || run.isKept(filter);
      if (!isKept) await run.get(filter);
      await clock.end('filter', isFiltered);
    }
    const show = (slice: Slice) =>
      this.#lane.show('image', run.leasesOf([image]), { kind: 'image', ...slice, grid: onGrid, waterMuPerMm } as const);
    if (given.isPlayed) for await (const soFar of run.grow(image)) yield* show(soFar);
    const slice = await run.get(image);
    await clock.end('back-project', isKept);
    yield* show(slice);

    const total = clock.total();
    total.catch(() => undefined);
    const compared = hasTruth ? await this.#compare(run) : null;
    if (compared) {
      const { truth: onDevice, difference: less } = compared;
      const shownBy = phantomRun ?? run;
      const phantom = phantomRun
        ? { truth: await phantomRun.get(truth), truthGrid: await phantomRun.get(grid) }
        : { truth: onDevice, truthGrid: onGrid };
      const step = { kind: 'truth', ...phantom, difference: less, grid: onGrid, waterMuPerMm } as const;
      const leases = [...shownBy.leasesOf([truth]), ...run.leasesOf([truth, difference])];
      yield* this.#lane.show('truth', leases, step);
    }
    const result = new RunResult<DeviceArray>(
      { ...NO_TRUTH, ...compared, ...seen, image: slice.image, grid: onGrid, findings: cured?.findings ?? {} },
      {
        operators: this.operators as unknown as Operators,
        host: this.#host,
        beam: ofBeam,
        starved,
        arrays: run.holding([...sinograms, image, ...(hasTruth ? [truth, difference] : [])]),
      },
    );
    yield { kind: 'finished', result, totalMs: await total, times: clock.times };
  }

  async #compare(run: PipelineRun<RunGiven>) {
    const truthValues = await run.get(raster);
    return { truthValues, truth: await run.get(truth), difference: await run.get(difference) };
  }
}

/** More pixels across would not be seen while a hand moves. */
const MOST_FINE_PIXELS = 512;

/** Of measured data. */
const NO_TRUTH = { truthValues: null, truth: null, difference: null };
