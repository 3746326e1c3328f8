import { excerpt, InputError } from '../errors.ts';
import { BACKENDS, type BackendChoice } from './arguments.ts';
import { readCommandWords } from './command-words.ts';

const SWEEP_USAGE =
  'Usage: npm run headless -- sweep SWEEP.json --out DIR [--shard I/N] [--backend auto|cpu|gpu] [--allow-outside]';
const MERGE_USAGE = 'Usage: npm run headless -- merge DIR... [--out DIR] [--partial]';

/** More machines than this share no sweep. */
const MOST_SHARDS = 10_000;

export interface SweepArguments {
  readonly sweepFile: string;
  readonly outFolder: string;
  /** Numbered from 1; `null` for all of the sweep, which is then put together at once. */
  readonly shard: { readonly number: number; readonly of: number } | null;
  readonly backend: BackendChoice;
  readonly allowsOutside: boolean;
}

export interface MergeArguments {
  readonly folders: readonly string[];
  readonly outFolder: string;
  /** Whether results are put together though some are missing. */
  readonly isPartial: boolean;
}

/** Reads what stands behind `sweep`. Throws an InputError with one sentence. */
export function parseSweepArguments(args: readonly string[]): SweepArguments {
  const { values, switches, positionals } = readCommandWords(
    args,
    ['out', 'shard', 'backend'],
    ['allow-outside'],
    SWEEP_USAGE,
  );
  const [sweepFile, ...rest] = positionals;
  if (!sweepFile) throw new InputError(`No sweep file was given. ${SWEEP_USAGE}`);
  if (rest.length > 0) {
    throw new InputError(`Only one sweep can run at a time, also got ${excerpt(rest.join(', '), 80)}. ${SWEEP_USAGE}`);
  }
  if (!values.out) throw new InputError(`--out: the output folder is missing. ${SWEEP_USAGE}`);
  const backend = BACKENDS.find((choice) => choice === (values.backend ?? 'auto'));
  if (!backend) {
    throw new InputError(`--backend: must be one of ${BACKENDS.join(', ')}, got ${excerpt(values.backend!, 60)}`);
  }
  const shard = values.shard === undefined ? null : shardIn(values.shard);
  return { sweepFile, outFolder: values.out, shard, backend, allowsOutside: switches['allow-outside'] };
}

/** Reads what stands behind `merge`. Throws an InputError with one sentence. */
export function parseMergeArguments(args: readonly string[]): MergeArguments {
  const { values, switches, positionals } = readCommandWords(args, ['out'], ['partial'], MERGE_USAGE);
  const [first] = positionals;
  if (!first) throw new InputError(`No folder with results was given. ${MERGE_USAGE}`);
  const outFolder = values.out ?? (positionals.length === 1 ? first : undefined);
  if (!outFolder) throw new InputError(`--out: of several folders, say where the result goes. ${MERGE_USAGE}`);
  return { folders: positionals, outFolder, isPartial: switches.partial };
}

function shardIn(text: string): { number: number; of: number } {
  const found = /^(\d{1,5})\/(\d{1,5})$/.exec(text);
  const [number, of] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || of < 1 || of > MOST_SHARDS || number < 1 || number > of) {
    throw new InputError(
      `--shard: must be a number of all shards, such as 3/8, counted from 1, got ${excerpt(text, 60)}. ${SWEEP_USAGE}`,
    );
  }
  return { number, of };
}
