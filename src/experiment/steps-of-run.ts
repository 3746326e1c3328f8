import type { DeviceArray } from '../compute/device.ts';
import { pixelCount } from '../geometry/grid.ts';
import { METHODS } from '../methods/registry.ts';
import type { Operators } from '../operators/contract.ts';
import type { CpuExecutor } from '../operators/cpu/cpu-tasks.ts';
import type { Lane } from '../pipeline/lane.ts';
import type { PipelineRun } from '../pipeline/pipeline-run.ts';
import { recordOf } from './iteration-record.ts';
import { RunResult, waterOf } from './run-result.ts';
import type { RunOptions, RunStep } from './run-steps.ts';
import { grownPlanes, shownPlanes, shownProjection } from './shown-planes.ts';
import { knownFactor, seeable, signalFactor, unitOf } from './signal-of-readings.ts';
import type { StageClock } from './stage-clock.ts';
import { corrected } from './stages/corrected.ts';
import { difference } from './stages/difference.ts';
import { physicsOf, type RunGiven, wayOf } from './stages/given.ts';
import { image, sliceOfVolume } from './stages/image.ts';
import { iteratedProblem, iterations } from './stages/iterations.ts';
import { beam, signals } from './stages/physics.ts';
import { reading, rowOfReading } from './stages/reading.ts';
import type { Slice } from './stages/slice.ts';
import { grid, scan, volumeGrid } from './stages/subject-and-scan.ts';
import { raster, truth } from './stages/truth.ts';
import { linesStage } from './stages/views.ts';

/** An iteration that others can go on from, and what it is to solve. */
export interface Iterate {
  readonly image: DeviceArray;
  readonly problem: string;
}

/** What a run is made with. */
export interface RunMeans {
  readonly operators: Operators;
  readonly host: CpuExecutor;
  /** Holds what is shown. */
  readonly lane: Lane;
  readonly clock: StageClock;
  /** Told, before an image is shown, whether iterations can go on from it. */
  onIterate(iterate: Iterate | null): void;
}

/**
 * What a run of an experiment shows, in the order in which its stages are asked for, and in the end its result.
 *
 * @param phantomRun is asked for the phantom alone, where it is shown otherwise than the run compares with it
 */
export async function* stepsOfRun(
  run: PipelineRun<RunGiven>,
  phantomRun: PipelineRun<RunGiven> | null,
  { operators, host, lane, clock, onIterate }: RunMeans,
  { readsOnly = false, lookNow, passesOver }: Pick<RunOptions, 'readsOnly' | 'lookNow' | 'passesOver'>,
): AsyncGenerator<RunStep, void, void> {
  const { given } = run;
  const hasTruth = given.subject.kind !== 'measurement';
  const onGrid = await run.get(grid);
  const believed = await run.get(scan);
  const hasPhysics = physicsOf(given) !== null;
  const ofBeam = hasPhysics ? await run.get(beam) : null;
  if (!hasPhysics) lane.drop(signals.name);
  const waterMuPerMm = waterOf(ofBeam);
  // A GPU leaves the host free to make the raster meanwhile; on the CPU it would share the lanes of what is timed.
  if (hasTruth && operators.description.backend === 'gpu') run.start(raster);

  const { isCorrected, ...way } = wayOf(given);
  const sinograms = isCorrected ? [reading, corrected] : [reading];
  const isRead = sinograms.every((part) => run.isKept(part));
  const { lineIntegrals, starved } = await run.get(reading);
  const cured = isCorrected ? await run.get(corrected) : null;
  await clock.end('scan', isRead);
  const readings = cured?.sinogram ?? lineIntegrals;
  const hasRows = readings.rows > believed.anglesRad.length;
  const seen = {
    sinogram: hasRows ? await run.get(rowOfReading) : readings,
    scan: cured?.scan ?? believed,
    measuredScan: cured?.measuredScan ?? believed,
  };
  const shownSinograms = hasRows ? [...sinograms, rowOfReading] : sinograms;
  yield* lane.show('sinogram', run.leasesOf(shownSinograms), { kind: 'sinogram', ...seen });

  const ofVolume = await run.get(volumeGrid);
  const origin = { operators, host: host.beyondRuns ?? host, beam: ofBeam, starved };
  const read = {
    ...{ ...seen, readings, measured: lineIntegrals, grid: onGrid, volumeGrid: ofVolume },
    ...{ signalFactor: signalFactor(ofBeam, unitOf(given.subject), !hasTruth), findings: cured?.findings ?? {} },
  };
  if (readsOnly) {
    if (given.look) yield* shownProjection(run, lane, given.look, seen.scan);
    const totalMs = await clock.total();
    const arrays = run.holding(shownSinograms);
    const result = new RunResult<DeviceArray>({ ...NO_TRUTH, ...NO_SLICE, ...read }, { ...origin, arrays });
    yield { kind: 'finished', result, totalMs, times: clock.times };
    return;
  }

  const isKept = !given.isPlayed && run.isKept(image);
  const filter = linesStage(way);
  if (filter) {
    const isFiltered = isKept || run.isKept(filter);
    if (!isKept) await run.get(filter);
    await clock.end('filter', isFiltered);
  }
  const hasSlices = pixelCount(ofVolume) > pixelCount(onGrid);
  const images = hasSlices ? [image, sliceOfVolume] : [image];
  const iterating = METHODS.get(way.method).iterates ? await run.get(iterations) : null;
  const show = ({ isIterated, ...slice }: Slice) => {
    const step = {
      kind: 'image' as const,
      ...{ ...slice, grid: onGrid, waterMuPerMm },
      ...(iterating && isIterated && { iterations: recordOf(iterating, slice.views) }),
    };
    if (passesOver?.(step)) return [];
    onIterate(isIterated && !hasSlices ? { image: slice.image, problem: run.keyOf(iteratedProblem) } : null);
    return lane.show('image', run.leasesOf(isIterated ? [...images, iterations] : images), step);
  };
  // What iterates is watched, played or not.
  const grown = () => (given.isPlayed ? run.grow(image) : run.follow(image));
  if ((given.isPlayed || iterating) && hasSlices && given.look) {
    const parts = { grid: ofVolume, scan: seen.scan, readings: lineIntegrals, waterMuPerMm };
    const lookAt = (views: number) => (lookNow ? seeable(lookNow(views), given.subject) : given.look!);
    const toSignal = (plane: DeviceArray) => origin.operators.exponential(plane, -knownFactor(read.signalFactor));
    const growing = { ...parts, toSignal, iterating };
    yield* grownPlanes(run, lane, operators, grown(), growing, lookAt);
  } else if (!hasSlices) {
    for await (const soFar of grown()) yield* show(soFar);
  }
  const whole = await run.get(image);
  await clock.end('back-project', isKept);
  const slice = hasSlices ? { ...whole, image: await run.get(sliceOfVolume) } : whole;
  yield* show(slice);
  if (given.look) {
    const volume = { volume: whole.image, volumeGrid: ofVolume };
    yield* shownPlanes(run, lane, given.look, { scan: seen.scan, ...volume, waterMuPerMm });
  }

  const total = clock.total();
  total.catch(() => undefined);
  const compared = hasTruth ? await compare(run) : null;
  if (compared) {
    const { truth: onDevice, difference: less } = compared;
    const shownBy = phantomRun ?? run;
    const phantom = phantomRun
      ? { truth: await phantomRun.get(truth), truthGrid: await phantomRun.get(grid) }
      : { truth: onDevice, truthGrid: onGrid };
    const step = { kind: 'truth', ...phantom, difference: less, grid: onGrid, waterMuPerMm } as const;
    const leases = [...shownBy.leasesOf([truth]), ...run.leasesOf([truth, difference])];
    yield* lane.show('truth', leases, step);
  }
  const record = iterating ? recordOf(iterating, whole.views) : null;
  const ways = iterating ? [iterations] : [];
  const arrays = run.holding([...shownSinograms, ...ways, ...images, ...(hasTruth ? [truth, difference] : [])]);
  const result = new RunResult<DeviceArray>(
    {
      ...NO_TRUTH,
      ...compared,
      ...read,
      image: slice.image,
      volume: whole.image,
      iterations: record,
    },
    { ...origin, arrays },
  );
  yield { kind: 'finished', result, totalMs: await total, times: clock.times };
}

async function compare(run: PipelineRun<RunGiven>) {
  const truthValues = await run.get(raster);
  return { truthValues, truth: await run.get(truth), difference: await run.get(difference) };
}

/** Of a run that only reads. */
const NO_SLICE = { image: null, volume: null, iterations: null };

/** Of measured data. */
const NO_TRUTH = { truthValues: null, truth: null, difference: null };
