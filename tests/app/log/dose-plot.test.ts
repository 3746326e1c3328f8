import { describe, expect, it } from 'vitest';
import { dosePlotOf } from '../../../src/app/log/dose-plot-content.ts';
import type { LoggedRun } from '../../../src/app/log/logged-run.ts';
import { experimentOf } from '../runs/small-experiments.ts';
import { rowOf, SMALL } from './made-up-runs.ts';

const scanOf = (photons: number, filter = 'hann', phantom = 'water-disk') =>
  experimentOf({
    ...{ ...SMALL, phantom },
    reconstruction: { ...SMALL.reconstruction, filter },
    acquisition: { beam: { kind: 'monochromatic', energyKeV: 60 }, noise: { photons } },
  });
const run = (number: number, experiment: LoggedRun['experiment'], relativeDose: number, noise: number, unit = 'HU') =>
  rowOf(number, experiment, { relativeDose, noise }, unit);
const seriesOf = (runs: readonly LoggedRun[]) =>
  Object.fromEntries(dosePlotOf(runs)!.series.map(({ name, x, y }) => [name, [x, y]]));

describe('noise against dose', () => {
  const first = run(1, scanOf(100), 4000, 20);
  const second = run(2, scanOf(400), 16_000, 10);

  it('has each scan of the phantom, those of the same settings apart from others', () => {
    const other = run(3, scanOf(400, 'ram-lak'), 16_000, 30);
    expect(seriesOf([first, other, second])).toMatchObject({
      'This scan': [[16_000], [10]],
      'Same settings': [[4000], [20]],
      'Other settings': [[16_000], [30]],
    });
  });

  it('has the law noise ∝ 1/√dose through the latest, beyond all scans', () => {
    const [doses, noises] = seriesOf([first, second])['∝ 1/√dose'] as [number[], number[]];
    expect(doses).toEqual([2000, 32_000]);
    // A quarter of the dose is twice the noise.
    expect(noises[0]).toBeCloseTo(10 * Math.sqrt(8), 9);
    expect(noises[1]).toBeCloseTo(10 / Math.sqrt(2), 9);
    expect(dosePlotOf([first])!.series.map(({ isTheory }) => isTheory ?? false)).toEqual([false, true]);
  });

  it('leaves out scans of another phantom, in another unit, and without noise', () => {
    const elsewhere = { ...first, subject: { kind: 'image' } as unknown as LoggedRun['subject'] };
    const named = { ...first, experiment: { ...first.experiment, phantom: 'shepp-logan-1974' } };
    const runs = [elsewhere, named, run(3, scanOf(100), 4000, 0.1, '1/mm'), run(4, scanOf(100), 4000, 0)];
    expect(Object.keys(seriesOf([...runs, second]))).toEqual(['This scan', '∝ 1/√dose']);
  });

  it('is not there for a run without photons, and on logarithmic axes for others', () => {
    expect(dosePlotOf([])).toBeNull();
    expect(dosePlotOf([first, rowOf(2, experimentOf(SMALL), { relativeDose: null, noise: 3 })])).toBeNull();
    const { horizontal, vertical } = dosePlotOf([first])!;
    expect([horizontal.scale, vertical.scale, vertical.unit]).toEqual(['log', 'log', 'HU']);
  });
});
