import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { GpuDevice } from '../compute/gpu/gpu-device.ts';
import { InputError } from '../errors.ts';
import { allRight, runBenchmark } from '../experiment/benchmark/benchmark.ts';
import { ceilingNotes } from '../experiment/benchmark/ceiling-notes.ts';
import {
  type BenchmarkContender,
  cpuContender,
  gpuContender,
  referenceContender,
} from '../experiment/benchmark/contender.ts';
import type { BenchmarkRow } from '../experiment/benchmark/row.ts';
import { benchmarkTableHead, benchmarkTableLine } from '../experiment/benchmark/table-text.ts';
import type { CpuExecutor } from '../operators/cpu/cpu-tasks.ts';
import { GpuOperators } from '../operators/gpu/gpu-operators.ts';
import { type BenchArguments, parseBenchArguments } from './bench-arguments.ts';

/** What the command measures. */
export interface BenchMachine {
  readonly host: CpuExecutor;
  readonly processor: string | null;
  readonly clockMHz: number | null;
  /** A device, or a sentence why there is none. */
  requestGpu(): Promise<GpuDevice | string>;
}

/** The file that `--json` writes. */
export interface BenchReport {
  readonly version: 2;
  readonly date: string;
  readonly machine: {
    readonly processor: string | null;
    /** What the system says the clock is; `null` where it does not know. */
    readonly clockMHz: number | null;
    readonly threads: number;
    readonly node: string;
    readonly adapter: string | null;
    readonly adapterInfo: string | null;
    readonly adapterIsSoftware: boolean | null;
  };
  readonly rows: readonly BenchmarkRow[];
  readonly notes: readonly string[];
}

/** Exit code of a benchmark with a wrong result. */
const WRONG = 1;

/** This machine's processor as the system describes it. */
export function describeProcessor(): Pick<BenchMachine, 'processor' | 'clockMHz'> {
  const [first] = cpus();
  return { processor: first?.model.trim() || null, clockMHz: first?.speed || null };
}

/**
 * Runs the benchmark and prints its table. Resolves with the exit code: 0, or 1 where a result was wrong.
 *
 * @param alsoMeasured takes part beside the machine's own backends
 */
export async function runBench(
  args: readonly string[],
  print: (line: string) => void,
  machine: BenchMachine,
  alsoMeasured: readonly BenchmarkContender[] = [],
): Promise<number> {
  const { host, processor, clockMHz } = machine;
  const wanted = parseBenchArguments(args, host.lanes);
  const notes: string[] = [];
  const note = (text: string) => {
    notes.push(text);
    print(text);
  };
  const gpu = wanted.backend === 'cpu' ? null : await findGpu(machine, wanted.backend === 'gpu', note);
  const contenders = [...cpuContenders(wanted, host), ...(gpu ? [gpuContender(gpu)] : []), ...alsoMeasured];
  const rows: BenchmarkRow[] = [];
  try {
    const { sizes, kernels } = wanted;
    for await (const step of runBenchmark(contenders, host, { sizes, kernels, machine: { processor, clockMHz } })) {
      if (step.kind === 'note') note(step.text);
      if (step.kind !== 'row') continue;
      if (rows.length === 0) print(benchmarkTableHead);
      rows.push(step.row);
      print(benchmarkTableLine(step.row));
    }
    for (const text of ceilingNotes(rows)) note(text);
  } finally {
    gpu?.dispose();
  }
  if (wanted.json) {
    const report: BenchReport = {
      version: 2,
      date: new Date().toISOString(),
      machine: {
        processor,
        clockMHz,
        threads: host.lanes,
        node: process.version,
        adapter: gpu?.description.name ?? null,
        adapterInfo: gpu?.description.adapterInfo ?? null,
        adapterIsSoftware: gpu?.description.isSoftware ?? null,
      },
      rows,
      notes,
    };
    await writeReport(wanted.json, report);
  }
  return allRight(rows) ? 0 : WRONG;
}

async function findGpu(
  machine: BenchMachine,
  isNeeded: boolean,
  note: (text: string) => void,
): Promise<GpuOperators | null> {
  const found = await machine.requestGpu();
  if (typeof found !== 'string') return GpuOperators.create(found);
  if (isNeeded) throw new InputError(`--backend gpu: ${found}`);
  note(`Without a GPU: ${found}.`);
  return null;
}

function cpuContenders({ backend, threads }: BenchArguments, host: CpuExecutor): BenchmarkContender[] {
  if (backend === 'gpu') return [];
  const counts = [...new Set(threads ?? [1, host.lanes])];
  return [
    referenceContender(host, true),
    ...counts.map((count) => cpuContender(host, { threads: count, sharesMemory: true })),
  ];
}

async function writeReport(file: string, report: BenchReport): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  } catch (error) {
    throw new InputError(`--json: ${file} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}
