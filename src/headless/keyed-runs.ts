import { createHash } from 'node:crypto';
import { namedFilesOf } from '../experiment/named-files-of.ts';
import { type PreparedRun, type RunPreparation, resultKeyText, scanKey } from '../experiment/sweep/prepared-run.ts';
import type { Sweep, SweepRun } from '../experiment/sweep/sweep.ts';
import type { ByteSource } from '../files/byte-source.ts';

/** A run whose experiment has been checked. */
export interface CheckedRun {
  readonly run: SweepRun;
  /** SHA-256 of what its result follows from. */
  readonly key: string;
  /** The same for runs of the same scan. */
  readonly scan: string;
}

/** So much of a file is read at a time. */
const PIECE_BYTES = 2 ** 22;

/**
 * Checks the experiments of all runs, and works out the key of each.
 *
 * @throws InputError (rejects) naming the first point whose experiment is bad
 */
export async function checkedRuns(
  { runs, measureSettings }: Sweep,
  preparation: RunPreparation,
  find: (name: string) => Promise<ByteSource>,
): Promise<CheckedRun[]> {
  const hashes = new Map<string, string>();
  const hashOf = async (name: string) => {
    const hash = hashes.get(name) ?? (await hashOfFile(await find(name)));
    hashes.set(name, hash);
    return [name, hash] as const;
  };
  const checked: CheckedRun[] = [];
  for (const run of runs) {
    const prepared = await preparation.prepare(run);
    const files = await Promise.all(namesIn(prepared).map(hashOf));
    const text = resultKeyText(prepared, measureSettings, Object.fromEntries(files));
    checked.push({ run, key: sha256(text), scan: sha256(scanKey(prepared)) });
  }
  return checked;
}

/** Runs of one scan one after the other, otherwise as they are: a session makes the scan of such runs once. */
export function byScan(runs: readonly CheckedRun[]): CheckedRun[] {
  const scans = new Map<string, CheckedRun[]>();
  for (const run of runs) scans.set(run.scan, [...(scans.get(run.scan) ?? []), run]);
  return [...scans.values()].flat();
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function namesIn({ experiment }: PreparedRun): string[] {
  return namedFilesOf(experiment as Parameters<typeof namedFilesOf>[0]);
}

async function hashOfFile(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < source.sizeBytes; at += PIECE_BYTES) hash.update(await source.read(at, at + PIECE_BYTES));
  return hash.digest('hex');
}
