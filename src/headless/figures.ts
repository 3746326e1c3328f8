import type { DeviceArray } from '../compute/device.ts';
import type { GpuDevice } from '../compute/gpu/gpu-device.ts';
import { excerpt, InputError } from '../errors.ts';
import {
  ACCURACY_TABLES,
  type FigureTable,
  type RunExperiment,
  runningOnce,
  tableLine,
} from '../experiment/figures/accuracy-figures.ts';
import { type FigureMakers, ITERATIVE_TABLES, type IterativeTable } from '../experiment/figures/iterative-figures.ts';
import { runFigure } from '../experiment/figures/run-figure.ts';
import type { Operators } from '../operators/contract.ts';
import { CpuOperators } from '../operators/cpu/cpu-operators.ts';
import type { CpuExecutor } from '../operators/cpu/cpu-tasks.ts';
import { GpuOperators } from '../operators/gpu/gpu-operators.ts';
import { readCommandWords } from './command-words.ts';

const USAGE =
  'Usage: npm run figures -- [--of accuracy|iterative] [--only TITLE] [--backend cpu|gpu] [--most-pixels 256|512|1024]';

/**
 * Prints the tables of docs/accuracy.md or of docs/iterative.md, a line as soon as it is there.
 *
 * @param requestGpu a device, or a sentence why there is none
 */
export async function printFigures(
  args: readonly string[],
  print: (line: string) => void,
  host: CpuExecutor,
  requestGpu: () => Promise<GpuDevice | string>,
): Promise<void> {
  const { values, positionals } = readCommandWords(args, ['of', 'only', 'backend', 'most-pixels'], [], USAGE);
  const { of = 'accuracy', only = '', backend = 'cpu', 'most-pixels': mostPixels = '1024' } = values;
  if (positionals.length > 0)
    throw new InputError(`Figures take options only, got ${excerpt(positionals[0]!, 60)}. ${USAGE}`);
  if (of !== 'accuracy' && of !== 'iterative') {
    throw new InputError(`--of: must be accuracy or iterative, got ${excerpt(of, 60)}. ${USAGE}`);
  }
  if (backend !== 'cpu' && backend !== 'gpu') {
    throw new InputError(`--backend: must be cpu or gpu, got ${excerpt(backend, 60)}. ${USAGE}`);
  }
  if (!['256', '512', '1024'].includes(mostPixels)) {
    throw new InputError(`--most-pixels: must be 256, 512 or 1024, got ${excerpt(mostPixels, 60)}. ${USAGE}`);
  }
  const operators = await operatorsOf(backend, host, requestGpu);
  try {
    const run = runningOnce((experiment) => runFigure(experiment, operators, host));
    print(`On ${operators.description.name}.`);
    if (of === 'accuracy') await printTables(run, ACCURACY_TABLES.filter(isAsked(only)), Number(mostPixels), print);
    else await printIterative({ operators, run }, ITERATIVE_TABLES.filter(isAsked(only)), print);
  } finally {
    operators.dispose();
  }
}

async function operatorsOf(
  backend: 'cpu' | 'gpu',
  host: CpuExecutor,
  requestGpu: () => Promise<GpuDevice | string>,
): Promise<Operators<DeviceArray>> {
  if (backend === 'cpu') return new CpuOperators(host, { sharesMemory: true }) as unknown as Operators<DeviceArray>;
  const gpu = await requestGpu();
  if (typeof gpu === 'string') throw new InputError(`--backend gpu: ${gpu}`);
  return (await GpuOperators.create(gpu)) as unknown as Operators<DeviceArray>;
}

const isAsked =
  (words: string) =>
  ({ title }: { readonly title: string }) =>
    title.toLowerCase().includes(words.toLowerCase());

function printHead({ title, head }: Pick<FigureTable, 'title' | 'head'>, print: (line: string) => void): void {
  for (const line of ['', title, '', tableLine(head), tableLine(head.map(() => '---'))]) print(line);
}

async function printIterative(
  makers: FigureMakers,
  tables: readonly IterativeTable[],
  print: (line: string) => void,
): Promise<void> {
  for (const table of tables) {
    printHead(table, print);
    for (const row of table.rows) print(tableLine([row.name, ...(await row.of(makers))]));
  }
}

async function printTables(
  run: RunExperiment,
  tables: readonly FigureTable[],
  mostPixels: number,
  print: (line: string) => void,
): Promise<void> {
  for (const { title, head, rows } of tables) {
    printHead({ title, head }, print);
    for (const { name, cells } of rows) {
      const figures: string[] = [];
      for (const cell of cells) figures.push(cell.pixels <= mostPixels ? await cell.of(run) : '');
      print(tableLine([name, ...figures]));
    }
  }
}
