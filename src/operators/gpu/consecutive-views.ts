import type { ViewRange } from '../../compute/device.ts';

/** The runs of consecutive views in an ascending list, none longer than `most`. */
export function consecutive(views: readonly number[], most: number): ViewRange[] {
  const runs: { from: number; to: number }[] = [];
  for (const view of views) {
    const run = runs.at(-1);
    if (run && run.to === view && run.to - run.from < most) run.to++;
    else runs.push({ from: view, to: view + 1 });
  }
  return runs;
}
