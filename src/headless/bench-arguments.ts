import { excerpt, InputError } from '../errors.ts';
import {
  ALL_KERNELS,
  BENCHMARK_KERNELS,
  type BenchmarkKernelName,
  VOLUME_KERNELS,
} from '../experiment/benchmark/kernels.ts';
import { readCommandWords } from './command-words.ts';

const USAGE =
  'Usage: npm run bench -- [--sizes 256,512,1024] [--backend both|cpu|gpu] [--threads 1,2] [--kernels back-project,gridrec,…] [--json FILE]';

const LEAST_PIXELS = 16;
const MOST_PIXELS = 4096;

export interface BenchArguments {
  readonly sizes: readonly number[];
  readonly backend: 'both' | 'cpu' | 'gpu';
  /** Numbers of threads of the CPU to be measured; `null` for one and all. */
  readonly threads: readonly number[] | null;
  readonly kernels: readonly BenchmarkKernelName[];
  readonly json: string | undefined;
}

/**
 * The command line of the benchmark.
 *
 * @param mostThreads how many threads the machine has
 * @throws InputError a sentence that names what is wrong, and the usage
 */
export function parseBenchArguments(args: readonly string[], mostThreads: number): BenchArguments {
  const names = ['sizes', 'backend', 'threads', 'kernels', 'json'] as const;
  const { values, positionals } = readCommandWords(args, names, [], USAGE);
  if (positionals.length > 0) {
    throw new InputError(`The benchmark takes options only, got ${excerpt(positionals.join(', '), 80)}. ${USAGE}`);
  }
  const { sizes = '256,512,1024', backend = 'both', threads } = values;
  // Volumes take the CPU seconds, and so they are asked of it by name.
  const usual = backend === 'gpu' ? [...BENCHMARK_KERNELS, ...VOLUME_KERNELS] : BENCHMARK_KERNELS;
  const { kernels = usual.join(',') } = values;
  return {
    sizes: wholeNumbers('--sizes', sizes, LEAST_PIXELS, MOST_PIXELS),
    backend: oneOf('--backend', backend, ['both', 'cpu', 'gpu']),
    threads: threads === undefined ? null : wholeNumbers('--threads', threads, 1, mostThreads),
    kernels: kernels.split(',').map((name) => oneOf('--kernels', name, ALL_KERNELS)),
    json: values.json,
  };
}

function wholeNumbers(option: string, text: string, least: number, most: number): number[] {
  const numbers = text.split(',').map(Number);
  if (numbers.every((number) => Number.isInteger(number) && number >= least && number <= most)) return numbers;
  throw new InputError(
    `${option}: must be whole numbers from ${least} to ${most} separated by commas, got ${excerpt(text, 60)}. ${USAGE}`,
  );
}

function oneOf<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text);
  if (found) return found;
  throw new InputError(`${option}: must be one of ${names.join(', ')}, got ${excerpt(text, 60)}. ${USAGE}`);
}
