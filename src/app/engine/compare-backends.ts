import type { BackendDescription } from '../../compute/device.ts';
import { descriptionFor } from '../../experiment/description-for.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { finish } from '../../experiment/run-steps.ts';
import type { StageTime } from '../../experiment/stage-clock.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { ArrayDifference } from '../../measure/compare-images.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import type { Engine } from './engine.ts';
import { gigaUpdatesPerSecond } from './giga-updates.ts';

/** One backend's part of a comparison. */
export interface BackendResult {
  readonly description: BackendDescription;
  readonly times: readonly StageTime[];
  readonly totalMs: number;
  /** Pixel updates of the back-projection per second, in 10⁹; `null` where they are not known. */
  readonly gigaUpdatesPerSecond: number | null;
  readonly image: Float32Array;
  /** What is 0 HU in it. */
  readonly waterMuPerMm: number;
}

export interface Comparison {
  readonly cpu: BackendResult;
  readonly gpu: BackendResult;
  /** GPU less CPU, in the image's unit. */
  readonly difference: ArrayDifference;
  readonly differenceImage: Float32Array<ArrayBuffer>;
}

/**
 * Runs one experiment on both backends, each from nothing, and compares the results with each other. The first run of
 * each warms it up (compilers, memory) and does not count.
 */
export async function compareBackends(
  backends: { readonly cpu: Engine; readonly gpu: Engine; readonly host: CpuExecutor },
  experiment: Experiment,
  subject: Subject,
  signal: AbortSignal,
  onProgress: (sentence: string) => void,
): Promise<Comparison> {
  const results: BackendResult[] = [];
  for (const engine of [backends.gpu, backends.cpu]) {
    const name = engine === backends.gpu ? 'GPU' : 'CPU';
    onProgress(`Warming up the ${name} …`);
    await runFromNothing(engine, experiment, subject, signal);
    onProgress(`Timing the ${name} …`);
    results.push(await runFromNothing(engine, experiment, subject, signal));
  }
  const [gpu, cpu] = results as [BackendResult, BackendResult];
  return {
    cpu,
    gpu,
    difference: await backends.host.run('compareImages', gpu.image, cpu.image),
    differenceImage: gpu.image.map((value, i) => value - cpu.image[i]!) as Float32Array<ArrayBuffer>,
  };
}

async function runFromNothing(
  engine: Engine,
  experiment: Experiment,
  subject: Subject,
  signal: AbortSignal,
): Promise<BackendResult> {
  const session = engine.createSession();
  try {
    const finished = await finish(session.run(experiment, subject, { signal, timeStages: true }));
    signal.throwIfAborted();
    const times = finished.times ?? [];
    const { image, waterMuPerMm } = finished.result;
    return {
      description: descriptionFor(experiment, engine.operators.description),
      times,
      totalMs: times.reduce((sum, { timeMs }) => sum + timeMs, 0),
      gigaUpdatesPerSecond: gigaUpdatesPerSecond(experiment, times, engine.operators.description),
      image: await engine.operators.read(image),
      waterMuPerMm,
    };
  } finally {
    session.release();
  }
}
