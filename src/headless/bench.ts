import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { InputError } from '../errors.ts';
import { type Experiment, resolveExperiment } from '../experiment/experiment.ts';
import { METHODS, type MethodName, parseExperimentInput } from '../experiment/experiment-schema.ts';
import { Session, type Stage } from '../experiment/session.ts';
import { loadSubject } from '../experiment/subject.ts';
import { compareImages } from '../metrics/compare-images.ts';
import type { DeviceArray, Operators } from '../operators/contract.ts';
import { CpuOperators } from '../operators/cpu/cpu-operators.ts';
import { InPlaceExecutor, type TaskExecutor } from '../operators/cpu/task-executor.ts';
import { plainTasks } from '../operators/cpu/tasks.ts';
import { GpuOperators } from '../operators/gpu/gpu-operators.ts';
import { createNodeExecutor } from './node-executor.ts';
import { requestNodeGpu } from './node-gpu.ts';

const USAGE = 'Usage: npm run bench -- [--sizes 256,512,1024] [--backend both|cpu|gpu] [--json FILE]';

/** The time one case may take before larger ones are left out: they would only keep somebody waiting. */
const PATIENCE_MS = 12_000;
/** A case is run again until it has this many runs and this much time, to give a median. */
const LEAST_RUNS = 3;
const LEAST_TIME_MS = 1500;
/** Two f32 reconstructions that differ by more do not compute the same; a time of a wrong result is no time. */
const GATE = 1e-4;

/** One line of the benchmark's table. */
export interface BenchResult {
  readonly backend: 'cpu' | 'gpu';
  readonly method: MethodName;
  readonly device: string;
  readonly softwareGpu: boolean;
  readonly pixels: number;
  readonly views: number;
  readonly channels: number;
  readonly runs: number;
  /** Median time of each stage. */
  readonly stagesMs: Readonly<Record<Stage, number>>;
  readonly totalMs: number;
  /** 10⁹ pixel updates per second of the back-projection; `null` for gridrec, which makes none. */
  readonly gigaUpdatesPerSecond: number | null;
  /** RMS of the difference to the plain single-threaded reconstruction by the same method over its RMS. */
  readonly relativeDifference: number;
  /** The same to the plain reconstruction by FBP: for gridrec, what the other method makes of it. */
  readonly differenceFromFbp: number;
  readonly isRight: boolean;
}

/** Runs the benchmark and prints a table. Resolves with whether every result was right. */
export async function runBench(args: readonly string[], print: (line: string) => void): Promise<boolean> {
  const { sizes, backend, json } = parseBenchArguments(args);
  const executor = createNodeExecutor();
  const results: BenchResult[] = [];
  const notes: string[] = [];
  const contenders: Operators[] = [];
  if (backend !== 'gpu') contenders.push(new CpuOperators(executor, { sharesMemory: true }) as unknown as Operators);
  if (backend !== 'cpu') {
    const gpu = await requestNodeGpu();
    if (typeof gpu !== 'string') contenders.push((await GpuOperators.create(gpu)) as unknown as Operators);
    else if (backend === 'gpu') throw new InputError(`--backend gpu: ${gpu}`);
    else notes.push(`No GPU column: ${gpu}.`);
  }
  try {
    const references = new Map<number, References>();
    print(TABLE_HEAD);
    for (const operators of contenders) {
      const { name, isSoftware } = operators.description;
      if (isSoftware) notes.push(`${name} is a GPU emulated in software: its times say nothing about GPUs.`);
      for (const method of METHODS) {
        for (const pixels of sizes) {
          if (!references.has(pixels)) references.set(pixels, await referenceImages(pixels));
          const result = await benchOne(operators, executor, method, pixels, references.get(pixels)!);
          results.push(result);
          print(tableRow(result));
          const largest = pixels === Math.max(...sizes);
          if (!largest && result.totalMs > PATIENCE_MS / 8) {
            notes.push(
              `${name}, ${method}: sizes above ${pixels}² left out, each run of which would take over ${PATIENCE_MS / 1000} s.`,
            );
            break;
          }
        }
      }
    }
  } finally {
    for (const operators of contenders) operators.dispose();
    executor.dispose();
  }
  for (const note of notes) print(note);
  if (json) {
    const machine = { processor: cpus()[0]?.model ?? 'unknown', threads: executor.lanes, node: process.version };
    await writeFile(json, `${JSON.stringify({ date: new Date().toISOString(), machine, results, notes }, null, 2)}\n`);
  }
  return results.every(({ isRight }) => isRight);
}

function parseBenchArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        sizes: { type: 'string', default: '256,512,1024' },
        backend: { type: 'string', default: 'both' },
        json: { type: 'string' },
      },
    });
    const sizes = values.sizes.split(',').map(Number);
    if (!sizes.every((size) => Number.isInteger(size) && size >= 16 && size <= 4096)) {
      throw new Error(`--sizes: must be whole numbers from 16 to 4096 with commas between, got ${values.sizes}`);
    }
    if (!['both', 'cpu', 'gpu'].includes(values.backend)) {
      throw new Error(`--backend: must be one of both, cpu, gpu, got ${values.backend}`);
    }
    return { sizes, backend: values.backend, json: values.json };
  } catch (error) {
    throw new InputError(`${(error as Error).message}. ${USAGE}`);
  }
}

/** The modified head with as many views and channels as N × N pixels deserve: N = 512 gives 720 views × 736 channels. */
function benchExperiment(method: MethodName, pixels: number): unknown {
  const spacing = 256 / pixels;
  return {
    phantom: 'shepp-logan-modified',
    scan: {
      views: Math.round((pixels * 45) / 32),
      channels: Math.round((pixels * 23) / 16),
      channelSpacingMm: spacing,
    },
    reconstruction: { method, pixels, pixelSizeMm: spacing },
  };
}

async function prepare(method: MethodName, pixels: number) {
  const input = parseExperimentInput(benchExperiment(method, pixels));
  const subject = await loadSubject(input, async (name) => {
    throw new InputError(`${name}: the benchmark reads no files`);
  });
  return { subject, experiment: resolveExperiment(input, subject) };
}

async function runOnce<A extends DeviceArray>(
  operators: Operators<A>,
  host: TaskExecutor,
  method: MethodName,
  pixels: number,
) {
  const { experiment, subject } = await prepare(method, pixels);
  const session = new Session(operators, host);
  try {
    const stagesMs: Record<Stage, number> = { scan: 0, filter: 0, 'back-project': 0 };
    for await (const step of session.run(experiment, subject, { timeStages: true })) {
      if (step.kind !== 'finished') continue;
      for (const { stage, timeMs } of step.times ?? []) stagesMs[stage] = timeMs;
    }
    return { experiment, stagesMs, image: await operators.read(session.arrays.image!) };
  } finally {
    session.release();
  }
}

type References = Readonly<Record<MethodName, Float32Array>>;

async function referenceImages(pixels: number): Promise<References> {
  const host = new InPlaceExecutor(plainTasks);
  const imageBy = async (method: MethodName) => (await runOnce(new CpuOperators(host), host, method, pixels)).image;
  return { fbp: await imageBy('fbp'), gridrec: await imageBy('gridrec') };
}

async function benchOne(
  operators: Operators,
  host: TaskExecutor,
  method: MethodName,
  pixels: number,
  references: References,
): Promise<BenchResult> {
  // The first run pays for compilers and memory, and does not count.
  const { experiment, image } = await runOnce(operators, host, method, pixels);
  const { relativeRms } = compareImages(image, references[method]);
  const runs: Record<Stage, number>[] = [];
  const start = performance.now();
  while (runs.length < LEAST_RUNS || performance.now() - start < LEAST_TIME_MS) {
    runs.push((await runOnce(operators, host, method, pixels)).stagesMs);
    if (performance.now() - start > PATIENCE_MS) break;
  }
  const stagesMs = {
    scan: median(runs.map(({ scan }) => scan)),
    filter: median(runs.map(({ filter }) => filter)),
    'back-project': median(runs.map((stages) => stages['back-project'])),
  };
  const { backend, name, isSoftware } = operators.description;
  return {
    backend,
    method,
    device: name,
    softwareGpu: isSoftware,
    pixels,
    views: experiment.scan.views,
    channels: experiment.scan.channels,
    runs: runs.length,
    stagesMs,
    totalMs: stagesMs.scan + stagesMs.filter + stagesMs['back-project'],
    gigaUpdatesPerSecond: method === 'fbp' ? updates(experiment) / stagesMs['back-project'] / 1e6 : null,
    relativeDifference: relativeRms,
    differenceFromFbp: compareImages(image, references.fbp).relativeRms,
    isRight: relativeRms < GATE,
  };
}

function updates(experiment: Experiment): number {
  return experiment.scan.views * experiment.reconstruction.pixels ** 2;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

const WIDTHS = [34, 8, 7, 14, 10, 10, 12, 10, 9, 9, 9];
const TABLE_HEAD = line([
  'device',
  'method',
  'grid',
  'scan size',
  'scan ms',
  'filter ms',
  'back-pr. ms',
  'total ms',
  'GUPS',
  'right',
  'from FBP',
]);

function tableRow(result: BenchResult): string {
  const { stagesMs } = result;
  return line([
    result.device.slice(0, WIDTHS[0]),
    result.method,
    `${result.pixels}²`,
    `${result.views} × ${result.channels}`,
    stagesMs.scan.toFixed(1),
    stagesMs.filter.toFixed(1),
    stagesMs['back-project'].toFixed(1),
    result.totalMs.toFixed(1),
    result.gigaUpdatesPerSecond?.toFixed(3) ?? '',
    result.isRight ? result.relativeDifference.toExponential(0) : 'WRONG',
    result.differenceFromFbp.toExponential(0),
  ]);
}

function line(cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[i]!) : cell.padStart(WIDTHS[i]!))).join(' ');
}
