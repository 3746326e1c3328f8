import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../../src/app/engine/engine.ts';
import type { Mark } from '../../../../src/app/marks/mark.ts';
import type { AnalysisContext } from '../../../../src/app/workplaces/measure/analysis.ts';
import { filterCurve } from '../../../../src/app/workplaces/measure/filter-curve/spec.ts';
import { filteredView } from '../../../../src/app/workplaces/measure/filtered-view/spec.ts';
import { InPlaceExecutor } from '../../../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../../../src/compute/device.ts';
import { resolveExperiment } from '../../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../../src/experiment/experiment-schema.ts';
import { finish } from '../../../../src/experiment/run-steps.ts';
import { Session } from '../../../../src/experiment/session.ts';
import { loadSubject } from '../../../../src/experiment/subject.ts';
import { geometryOf } from '../../../../src/geometry/scan.ts';
import { CpuOperators } from '../../../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../../../src/operators/cpu/cpu-tasks.ts';
import { linePlane } from '../../../support/measured-planes.ts';

const VIEWS = 12;
/** A disk of water, 100 mm in radius. */
const [WATER, RADIUS] = [0.02059, 100];

/** A run of the disk and the sinogram’s picture as the page has it, its rows by angle; with marks where there are some. */
async function contextOf(
  parts: { phantom?: string; scan?: object; reconstruction?: object } = {},
  marks: readonly Mark[] = [],
) {
  const input = parseExperimentInput({
    version: 2,
    phantom: parts.phantom ?? 'water-disk',
    scan: { views: VIEWS, channels: 401, channelSpacingMm: 1, ...parts.scan },
    reconstruction: { grid: { pixels: 16, pixelSizeMm: 16 }, ...parts.reconstruction },
  });
  const subject = await loadSubject(input, () => Promise.reject(new Error('there are no files')));
  const experiment = resolveExperiment(input, subject);
  const executor = new InPlaceExecutor(cpuTasks);
  const session = () => new Session(new CpuOperators(executor), executor) as unknown as Session<DeviceArray>;
  const { result } = await finish(session().run(experiment, subject));
  const measured = linePlane(VIEWS, 401, { first: 0, step: 180 / VIEWS });
  const context = {
    ...{ experiment, subject, result, marks, chosen: null },
    engine: { session } as unknown as Engine,
    picture: async () => ({ measured }),
  } as unknown as AnalysisContext;
  return context;
}

const signal = new AbortController().signal;
const numberOf = ({ numbers }: Awaited<ReturnType<typeof filteredView.measure>>, label: string) =>
  numbers.find((number) => number.label === label)!.value;

describe('a filtered view', () => {
  test('of a disk is μ/π within it and (μ/π)·(1 − |u|/√(u² − R²)) beside it', async () => {
    const measured = await filteredView.measure(await contextOf(), signal);
    const { series, title } = measured.plot!;
    const [raw, filtered] = series;
    expect(title).toBe('View at 0.0° before and after its filter');
    const factor = Number(/× (\S+) mm/.exec(filtered!.name)![1]);
    const at = (of: typeof raw, u: number) => of!.y[of!.x.indexOf(u)]!;
    expect(at(raw, 60)).toBeCloseTo(2 * WATER * 80, 5);
    for (const u of [0, 30, -60]) expect(at(filtered, u) / factor / (WATER / Math.PI)).toBeCloseTo(1, 2);
    for (const u of [125, -150, 180]) {
      const expected = 1 - Math.abs(u) / Math.sqrt(u ** 2 - RADIUS ** 2);
      expect(at(filtered, u) / factor / (WATER / Math.PI)).toBeCloseTo(expected, 2);
    }
    expect(numberOf(measured, 'Maximum, measured')).toBeCloseTo(2 * WATER * RADIUS, 5);
    // Both fit into one plot.
    const sizes = series.map(({ y }) => Math.max(...y.map(Math.abs)));
    expect(sizes[1]! <= sizes[0]! && sizes[1]! > 0.4 * sizes[0]!).toBe(true);
    expect(measured.words).toContain('View 1 of 12, at 0.0°. Beside the object');
  });

  test('is the one that is marked in the sinogram', async () => {
    const pin = (name: string, y: number, plane: Mark['plane'] = 'sinogram'): Mark => ({
      ...{ name, plane, form: { kind: 'pin', at: { x: 3, y } } },
    });
    const marks = [pin('A', 15), pin('B', 61), pin('C', 100, 'slice')];
    const angleOf = async (chosen: Mark | null) =>
      numberOf(await filteredView.measure({ ...(await contextOf({}, marks)), chosen }, signal), 'Angle');
    expect(await angleOf(null)).toBeCloseTo(60, 9);
    expect(await angleOf(marks[0]!)).toBeCloseTo(15, 9);
    expect(await angleOf(marks[2]!)).toBeCloseTo(60, 9);
    expect(await angleOf(pin('D', 1e6))).toBeCloseTo(165, 9);
  });

  test('of an arc detector is on the scale of the slice, as any other', async () => {
    const fan = {
      geometry: 'fan',
      arcDeg: 360,
      sourceToIsocenterMm: 500,
      sourceToDetectorMm: 1000,
      channelSpacingMm: 2,
    };
    for (const detector of ['arc', 'flat']) {
      const measured = await filteredView.measure(await contextOf({ scan: { ...fan, detector } }), signal);
      const [, filtered] = measured.plot!.series;
      const factor = Number(/× (\S+) mm/.exec(filtered!.name)![1]);
      // In a full turn each line is measured twice. By symmetry ∮ q/U² = μ in the middle, where U is 1.
      expect(filtered!.y[200]! / factor / (WATER / Math.PI / 2)).toBeCloseTo(1, 2);
      expect(measured.words).toContain('Readings are weighted before they are filtered.');
    }
  });

  test.each([
    { phantom: 'water-disk', scan: { geometry: 'cone', arcDeg: 360, rows: 4, rowSpacingMm: 20, channelSpacingMm: 2 } },
    { phantom: 'compressed-breast', scan: { geometry: 'tomosynthesis', rows: 4, rowSpacingMm: 20 } },
  ])('of a detector with rows is that of one of them ($phantom)', async (parts) => {
    const context = await contextOf(parts);
    expect(filteredView.whyNot(context)).toBeNull();
    const measured = await filteredView.measure(context, signal);
    expect(measured.words).toContain('detector row 3.');
    expect(measured.plot!.series.every(({ x, y }) => [...x, ...y].every(Number.isFinite))).toBe(true);
    const curve = await filterCurve.measure(context, signal);
    expect(numberOf(curve, 'Nyquist frequency')).toBeCloseTo(
      1 / (2 * geometryOf(context.result.scan).isocenterSpacingMm(context.result.scan)),
      9,
    );
  });

  test('is not asked for where there is none', async () => {
    expect(filteredView.whyNot(await contextOf())).toBeNull();
    const plain = await contextOf({ reconstruction: { filter: 'none' } });
    expect(filteredView.whyNot(plain)).toContain('choose a filter');
    const gridrec = await contextOf({ reconstruction: { method: 'gridrec' } });
    expect(filteredView.whyNot(gridrec)).toContain('Gridrec does not filter one view after the other');
  });
});

describe('a filter’s curve', () => {
  test('rises as the ramp and ends with its window', async () => {
    const context = await contextOf({ reconstruction: { filter: 'hann', cutoff: 0.5 } });
    expect(filterCurve.whyNot(context)).toBeNull();
    const measured = await filterCurve.measure(context, signal);
    expect(numberOf(measured, 'Nyquist frequency')).toBeCloseTo(0.5, 12);
    expect(numberOf(measured, 'Window ends at')).toBeCloseTo(0.25, 12);
    const { series, marks } = measured.plot!;
    expect(series.map(({ name, x }) => [name, x.length])).toEqual([
      ['Hann', 513],
      ['ramp × window', 513],
      ['plain ramp |f|', 513],
    ]);
    // u·(1 + cos(2πu))/2 at a quarter of Nyquist, half of where it ends.
    expect(series[0]!.y[128]).toBeCloseTo(0.25 / 2, 3);
    expect(marks!.map(({ label }) => label)).toEqual(['window ends', 'Nyquist']);
    expect(measured.words).toContain('ends at 50 % of that');
  });

  test('is there for gridrec, and not without a filter', async () => {
    const gridrec = await contextOf({ reconstruction: { method: 'gridrec', filter: 'cosine' } });
    expect(filterCurve.whyNot(gridrec)).toBeNull();
    expect((await filterCurve.measure(gridrec, signal)).plot!.marks!.length).toBe(1);
    expect(filterCurve.whyNot(await contextOf({ reconstruction: { filter: 'none' } }))).toContain('no filter');
  });
});
