import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../errors.ts';
import { contactSheet, MOST_SHEET_PICTURES, type SheetPicture, stacked } from '../experiment/sweep/contact-sheet.ts';
import { sweepJson } from '../experiment/sweep/sweep-json.ts';
import { sweepPlots } from '../experiment/sweep/sweep-plots.ts';
import type { SweepOutline } from '../experiment/sweep/sweep-result.ts';
import { meansCsv, runsCsv } from '../experiment/sweep/sweep-table.ts';
import { plotDrawing } from '../plots/plot-drawing.ts';
import { svgText } from '../plots/plot-files.ts';
import { PAPER_STYLE } from '../plots/plot-style.ts';
import { mustBeFolderOrNew } from './input-files.ts';
import type { MergeArguments } from './sweep-arguments.ts';
import { type KeyedRun, type RunRecord, SweepFolder, type SweepPlan } from './sweep-folder.ts';
import { writeAtomically } from './write-atomically.ts';

/** Some of a sweep's runs are missing, so that nothing is put together. */
export class IncompleteSweepError extends Error {
  override readonly name = 'IncompleteSweepError';
}

/** Of a plot in a file, pixels. */
const PLOT_SIZE = { width: 720, height: 460 };

/** So many missing runs are named. */
const NAMED = 8;

/** A run as the folders have it. */
interface FoundRun {
  readonly record: RunRecord;
  readonly folder: SweepFolder;
}

/**
 * Puts a sweep's results together: `sweep.json`, `sweep.csv` with a row for each run, `sweep-means.csv` with a row for each
 * point, plots in `sweep.svg` and slices in `sheet.svg`. What comes of the same runs is the same, byte for byte.
 *
 * @throws InputError (rejects) where a folder holds no sweep, or another than the first
 * @throws IncompleteSweepError (rejects) where runs are missing and all are wanted; nothing is written then
 */
export async function mergeSweep(
  { folders, outFolder, isPartial }: MergeArguments,
  { say }: { readonly say: (sentence: string) => void },
): Promise<void> {
  const all = folders.map((path) => new SweepFolder(path));
  const plan = await commonPlan(all);
  const runs = plan.outline.runs.map(({ id }, i) => ({ id, key: plan.keys[i]! }));
  const found: (FoundRun | null)[] = [];
  for (const run of runs) found.push(await firstWith(all, run));
  const missing = runs.filter((_, i) => !found[i]);
  if (missing.length > 0) {
    const names = missing.slice(0, NAMED).map(({ id }) => id);
    const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
    const sentence = `${missing.length} of ${runs.length} runs are missing: ${names.join(', ')}${more}`;
    if (!isPartial) {
      throw new IncompleteSweepError(
        `${sentence}. Run their shards again, or put together what there is with --partial.`,
      );
    }
    if (missing.length === runs.length) throw new IncompleteSweepError('None of the runs has been made.');
    say(`${sentence}.`);
  }
  const records = found.map((run) => run?.record);
  const backends = [...new Set(records.flatMap((record) => record?.backend ?? []))].sort();
  if (backends.length > 1) {
    say('Some runs were made by a GPU and some by a CPU, whose results differ by rounding.');
  }
  await mustBeFolderOrNew(outFolder);
  await mkdir(outFolder, { recursive: true });
  const measured = records.map((record) => record?.measures);
  const write = (name: string, content: string) => writeAtomically(join(outFolder, name), content);
  await write('sweep.json', sweepJson(plan.outline, backends, measured));
  await write('sweep.csv', runsCsv(plan.outline, measured));
  await write('sweep-means.csv', meansCsv(plan.outline, measured));
  const style = PAPER_STYLE;
  const plots = sweepPlots(plan.outline, measured).map((content) => {
    const [horizontalIsLog, verticalIsLog] = [content.horizontal.scale === 'log', content.vertical.scale === 'log'];
    return plotDrawing(content, { ...PLOT_SIZE, horizontalIsLog, verticalIsLog, style });
  });
  await write('sweep.svg', svgText(stacked(plots, PLOT_SIZE)));
  await write('sheet.svg', svgText(contactSheet(plan.outline, await picturesOf(plan.outline, runs, found))));
}

/** Of each point the picture of the first of its runs that has one. */
async function picturesOf(
  { points }: SweepOutline,
  runs: readonly KeyedRun[],
  found: readonly (FoundRun | null)[],
): Promise<SheetPicture[]> {
  const seeds = runs.length / points.length;
  const pictures: SheetPicture[] = [];
  for (let point = 0; point < Math.min(points.length, MOST_SHEET_PICTURES); point++) {
    let picture: Uint8Array | null = null;
    for (let i = point * seeds; i < (point + 1) * seeds && !picture; i++) {
      picture = (await found[i]?.folder.picture(runs[i]!)) ?? null;
    }
    pictures.push(picture && Buffer.from(picture).toString('base64'));
  }
  return pictures;
}

/** The plan that all folders have. */
async function commonPlan(folders: readonly SweepFolder[]): Promise<SweepPlan> {
  const [first, ...others] = folders;
  const plan = await first!.plan();
  for (const folder of others) {
    if ((await folder.plan()).key !== plan.key) {
      throw new InputError(`${folder.path}: holds another sweep than ${first!.path}`);
    }
  }
  return plan;
}

async function firstWith(folders: readonly SweepFolder[], run: KeyedRun): Promise<FoundRun | null> {
  for (const folder of folders) {
    const record = await folder.find(run);
    if (record) return { record, folder };
  }
  return null;
}
