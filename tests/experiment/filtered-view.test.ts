import { describe, expect, test, vi } from 'vitest';
import { InPlaceExecutor, RunExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { directRamp, rowsOf, windowedRampAt } from '../support/direct-fbp.ts';

const CHANNELS = 61;
const FAN = { geometry: 'fan', detector: 'flat', sourceToIsocenterMm: 300, sourceToDetectorMm: 600 };

async function given(scan: object = {}, reconstruction: object = {}, phantom = 'shepp-logan-1974') {
  const input = parseExperimentInput({
    version: 2,
    phantom,
    scan: { views: 20, channels: CHANNELS, channelSpacingMm: 4, ...scan },
    reconstruction: { grid: { pixels: 16, pixelSizeMm: 16 }, ...reconstruction },
  });
  const subject = await loadSubject(input, () => Promise.reject(new Error('there are no files')));
  const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
  return {
    ...{ experiment: resolveExperiment(input, subject), subject, operators },
    session: new Session(operators, new RunExecutor(new InPlaceExecutor(cpuTasks))),
  };
}

/** Largest distance over the largest value. */
const apart = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Math.max(...Array.from(one, (value, i) => Math.abs(value - other[i]!))) / Math.max(...Array.from(other, Math.abs));

describe('a view before and after its filter', () => {
  test.each(['linear', 'smooth'])(
    'is the sinogram’s row, convolved with the windowed ramp (%s)',
    async (interpolation) => {
      const { session, experiment, subject, operators } = await given(
        {},
        { filter: 'hann', cutoff: 0.8, interpolation },
      );
      const { result } = await finish(session.run(experiment, subject));
      const row = rowsOf(await operators.read(result.sinogram as never), CHANNELS)[7]!;
      const filterViews = vi.spyOn(operators, 'filterViews');
      const found = await session.filteredView(experiment, subject, 7);
      // What the slice was made of is there; before it was made denser it was not.
      expect(filterViews.mock.calls.length > 0).toBe(interpolation === 'smooth');
      expect([found.view, found.detectorRow, found.scan.channels]).toEqual([7, 0, CHANNELS]);
      expect(Array.from(found.lines)).toEqual(row);
      const direct = directRamp(row, 4, (n) => windowedRampAt(n, 4, 'hann', 0.8));
      expect(apart(found.filtered!, direct)).toBeLessThan(1e-5);
    },
  );

  test('of a fan has its weights: half the ramp at the isocentre’s spacing, of readings times the cosine', async () => {
    const { session, experiment, subject, operators } = await given({ ...FAN, arcDeg: 360, channelSpacingMm: 8 });
    const { result } = await finish(session.run(experiment, subject));
    const row = rowsOf(await operators.read(result.sinogram as never), CHANNELS)[3]!;
    const found = await session.filteredView(experiment, subject, 3);
    expect(Array.from(found.lines)).toEqual(row);
    const weighted = row.map((value, k) => value * (300 / Math.hypot(300, (k - 30) * 4)));
    const direct = directRamp(weighted, 4).map((value) => value / 2);
    expect(apart(found.filtered!, direct)).toBeLessThan(1e-5);
  });

  test('of a fan that is rebinned is the parallel one that looks the same way', async () => {
    const { session, experiment, subject } = await given(
      { ...FAN, arcDeg: 360, channelSpacingMm: 8 },
      { rebin: true, filter: 'ram-lak' },
    );
    const found = await session.filteredView(experiment, subject, 19);
    expect(found.scan.geometry).toBe('parallel');
    // 342°, of which 162° are the same lines seen from their other end.
    expect((found.scan.anglesRad[found.view]! * 180) / Math.PI).toBeCloseTo(162, 9);
    const spacing = (found.scan as { channelSpacingMm: number }).channelSpacingMm;
    expect(apart(found.filtered!, directRamp(found.lines, spacing))).toBeLessThan(1e-5);
  });

  test('of a cone is of the row next to the middle of its detector', async () => {
    const { session, experiment, subject, operators } = await given(
      {
        ...{ ...FAN, geometry: 'cone', detector: 'flat', arcDeg: 360, channelSpacingMm: 8 },
        ...{ rows: 6, rowSpacingMm: 8 },
      },
      { grid: { pixels: 8, pixelSizeMm: 16, slices: 4 } },
      'defrise-disks',
    );
    const { result } = await finish(session.run(experiment, subject));
    const rows = rowsOf(await operators.read(result.sinogram as never), CHANNELS);
    const found = await session.filteredView(experiment, subject, 5);
    expect([found.view, found.detectorRow]).toEqual([5, 3]);
    expect(Array.from(found.lines)).toEqual(rows[5]);
    expect(found.filtered!.length).toBe(found.filteredScan.channels);
  });

  test('has nothing after it where nothing is filtered', async () => {
    for (const reconstruction of [{ filter: 'none' }, { method: 'gridrec', filter: 'hann' }]) {
      const { session, experiment, subject } = await given({}, reconstruction);
      const found = await session.filteredView(experiment, subject, 0);
      expect([found.filtered, found.lines.length]).toEqual([null, CHANNELS]);
    }
  });

  test('beyond the last is the last', async () => {
    const { session, experiment, subject } = await given();
    expect((await session.filteredView(experiment, subject, 99)).view).toBe(19);
  });
});
