import { InputError } from '../../errors.ts';
import { npzEntries, type WrittenRun, writtenRun } from '../../experiment/written-run.ts';
import { npzPieces } from '../../files/npz/write-npz.ts';
import type { WrittenArray } from '../../files/writing/written-array.ts';
import type { SavingParts } from '../present/saving-parts.ts';
import { arrayWays, counted } from './array-ways.ts';
import { blobOf } from './blob-of.ts';
import { type RunOnPage, runNow } from './run-now.ts';
import type { Saveable, SaveWay } from './saveable.ts';

const GONE = 'These values are being computed anew. Save them when that is over.';

/** What the last run has come to, beyond what stands on the stage. */
export function runSaveables(parts: SavingParts): Saveable[] {
  const run = runNow(parts);
  if (!run) return [];
  const { reconstruction, readings } = writtenRun(run);
  const volume = reconstruction && reconstruction.shape.length > 2 ? reconstruction : null;
  const group = 'The whole run';
  const of = (
    name: string,
    title: string,
    array: WrittenArray,
    pick: (written: WrittenRun) => WrittenArray,
  ): Saveable => ({
    ...{ name, title, group, what: shapeText(array) },
    ways: arrayWays({ ...array, name }, () => held(parts, (now) => ({ ...pick(writtenRun(now)), name }))),
  });
  return [
    ...(volume ? [of('volume', 'Volume', volume, ({ reconstruction: now }) => now!)] : []),
    ...(readings.shape.length > 2
      ? [of('line-integrals', 'All line integrals', readings, ({ readings: now }) => now)]
      : []),
    {
      ...{ name: 'run', title: 'All arrays', group },
      what: `Sinogram, angles${run.result.isReconstructed ? ', reconstruction' : ''}${run.result.truthValues ? ', phantom' : ''} and the experiment, in one file`,
      ways: [npzWay(parts)],
    },
  ];
}

function npzWay(parts: SavingParts): SaveWay {
  return {
    ...{ name: 'npz', label: 'NumPy archive', whyNot: null, fileName: 'run.npz' },
    keeps:
      'Every array by its name, float32 in its own unit, with angles in degrees, lengths in mm and the experiment as text. For Python: numpy.load(…)["sinogram"].',
    file: async (_, onProgress) => {
      const { array: run, release } = held(parts, (now) => now);
      try {
        const entries = npzEntries(run);
        const arrays = entries.filter((entry) => 'array' in entry);
        const done = arrays.map(() => 0);
        return await blobOf(
          npzPieces(
            entries.map((entry) => {
              const i = arrays.indexOf(entry as (typeof arrays)[number]);
              if (!('array' in entry)) return entry;
              const tell = (part: number) => {
                done[i] = part / arrays.length;
                onProgress(done.reduce((sum, value) => sum + value, 0));
              };
              return { ...entry, array: counted(entry.array, 1, tell) };
            }),
          ),
          'application/octet-stream',
        );
      } finally {
        release();
      }
    },
  };
}

/** Of the run as it is now, whose arrays are kept until they are released. @throws InputError where they are gone */
function held<T>(parts: SavingParts, pick: (run: RunOnPage) => T): { readonly array: T; release(): void } {
  const run = runNow(parts);
  const release = run?.result.hold();
  if (!run || !release) throw new InputError(GONE);
  return { array: pick(run), release };
}

function shapeText({ shape }: WrittenArray): string {
  return shape.join(' × ');
}
