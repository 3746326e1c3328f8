import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/app/engine/engine.ts';
import type { LaneResult } from '../../../src/app/lanes/lane-runs.ts';
import type { Mark, MarkForm } from '../../../src/app/marks/mark.ts';
import { contrastValues, markValues } from '../../../src/app/marks/mark-values.ts';
import { marksValues } from '../../../src/app/marks/marks-of-run.ts';
import { linearAxis, type MeasuredPicture, measuredPicture } from '../../../src/app/marks/measured-picture.ts';
import { affineValueScale } from '../../../src/app/panes/value-scale.ts';
import { HostCopies } from '../../../src/app/runs/host-copies.ts';
import type { ShownPicture } from '../../../src/app/stage/slot-pictures.ts';
import { sliceAxes } from '../../../src/app/views/slice-picture.ts';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import { finish } from '../../../src/experiment/run-steps.ts';
import { Session } from '../../../src/experiment/session.ts';
import { CpuOperators } from '../../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { experimentOf, subject } from '../runs/small-experiments.ts';

const GRID = { rows: 40, columns: 40, pixelSizeMm: 1 };
const HU = affineValueScale({ unit: 'HU', span: 2000, factor: 1, offset: 0, decimals: 0 });

/** Values that are as large as their place in mm is far to the right, and 0.5 up and down in turn from row to row. */
function slopePicture(): MeasuredPicture {
  const values = Float32Array.from(
    { length: 1600 },
    (_, i) => (i % 40) - 19.5 + (Math.floor(i / 40) % 2 === 0 ? 0.5 : -0.5),
  );
  const { horizontal, vertical } = sliceAxes(GRID);
  return {
    measured: {
      ...{ values, rows: 40, columns: 40, horizontal: linearAxis(horizontal, 40), vertical: linearAxis(vertical, 40) },
    },
    ...{ horizontal, vertical, scale: HU, window: 'slice' },
  };
}
const mark = (form: MarkForm, name = 'A'): Mark => ({ name, plane: 'slice', form });
const square = (x: number, name = 'A') =>
  mark({ kind: 'rectangle', middle: { x, y: 0 }, halfWidth: 2, halfHeight: 10, angleDeg: 0 }, name);
const numbersOf = ({ numbers }: { readonly numbers: readonly { label: string; value: number }[] }) =>
  Object.fromEntries(numbers.map(({ label, value }) => [label, value]));

describe('values at marks', () => {
  test('of a region are those of its pixels', () => {
    const values = markValues(square(5), slopePicture(), null);
    // 4 × 20 pixels at 3.5, 4.5, 5.5 and 6.5 mm, half of them 0.5 up: variance (1.25 + 0.25)·80/79.
    expect(numbersOf(values)).toEqual({
      ...{ Mean: 5, SD: expect.closeTo(Math.sqrt((1.5 * 80) / 79), 9), Minimum: 3, Maximum: 7, Area: 80, Pixels: 80 },
    });
    expect(values.headline).toBe('5.0 ± 1.2 HU');
    expect(values.remark).toBeNull();
  });

  test('of a region beyond the image say so', () => {
    expect(markValues(square(19), slopePicture(), null).remark).toMatch(/pixels are missing/);
    expect(markValues(square(60), slopePicture(), null)).toMatchObject({ headline: '—', numbers: [] });
  });

  test('of a ruler and an angle are in the units of the axes', () => {
    const ruler = mark({ kind: 'ruler', from: { x: 0, y: 0 }, to: { x: 3, y: -4 } });
    expect(markValues(ruler, slopePicture(), null).headline).toBe('5.00 mm');
    const angle = mark({ kind: 'angle', from: { x: 9, y: 0 }, corner: { x: 0, y: 0 }, to: { x: 5, y: 5 } });
    expect(markValues(angle, slopePicture(), null).headline).toBe('45.0°');
    const none = mark({ kind: 'angle', from: { x: 0, y: 0 }, corner: { x: 0, y: 0 }, to: { x: 5, y: 5 } });
    expect(markValues(none, slopePicture(), null)).toMatchObject({
      headline: '—',
      remark: expect.stringMatching(/no direction/),
    });
  });

  test('of a pin are between the pixels, and beside those of the phantom', () => {
    const pin = mark({ kind: 'pin', at: { x: 7, y: 0 } });
    const truth = {
      ...slopePicture(),
      measured: { ...slopePicture().measured, values: new Float32Array(1600).fill(6) },
    };
    // Between rows that are up and down by the same.
    expect(markValues(pin, slopePicture(), truth).numbers).toEqual([
      { label: 'Value', value: 7, unit: 'HU', expected: 6 },
    ]);
    expect(markValues(mark({ kind: 'pin', at: { x: 25, y: 0 } }), slopePicture(), null).remark).toMatch(
      /beyond the image/,
    );
  });

  test('of a mark whose image is not shown are none', () => {
    expect(markValues(square(5), null, null)).toMatchObject({
      headline: '—',
      numbers: [],
      remark: expect.stringMatching(/not shown/),
    });
  });

  test('of two regions are compared: contrast over the noise of the second, and over that of both', () => {
    const noise = Math.sqrt((1.5 * 80) / 79);
    const compared = contrastValues(square(10), square(0, 'B'), slopePicture())!;
    expect(compared.map(({ label }) => label)).toEqual(['A − B', 'CNR', 'CNR, pooled noise', 'SNR of A']);
    const [difference, cnr, pooled, snr] = compared.map(({ value }) => value);
    expect(difference).toBeCloseTo(10, 9);
    expect([cnr, pooled].map((value) => value! * noise)).toEqual([expect.closeTo(10, 6), expect.closeTo(10, 6)]);
    // HU begin at air.
    expect(snr! * noise).toBeCloseTo(1010, 6);
    expect(contrastValues(square(10), mark({ kind: 'pin', at: { x: 0, y: 0 } }, 'B'), slopePicture())).toBeNull();
  });
});

test('a picture is measured in the unit in which it is shown, and converted once', async () => {
  const data = Float32Array.from([0, 0.02]);
  const array = { rows: 1, columns: 2, data };
  const { horizontal, vertical } = sliceAxes({ rows: 1, columns: 2, pixelSizeMm: 1 });
  const scale = affineValueScale({ unit: 'HU', span: 1, factor: 50_000, offset: -1000, decimals: 0 });
  const engine = { hostValues: () => data } as unknown as Engine;
  const shown = { array, horizontal, vertical, values: scale, engine } as unknown as ShownPicture;
  const copies = new HostCopies();
  const first = await measuredPicture(shown, copies);
  const [air, water] = [...(first.measured.values as Float32Array)];
  expect(air).toBe(-1000);
  expect(water).toBeCloseTo(0, 2);
  expect(first.measured.horizontal).toEqual({ first: -0.5, step: 1 });
  expect((await measuredPicture(shown, copies)).measured.values).toBe(first.measured.values);
});

describe('marks of a run', () => {
  let run: LaneResult;
  beforeAll(async () => {
    const experiment = experimentOf({
      scan: { views: 60, channels: 64, channelSpacingMm: 4 },
      reconstruction: { pixels: 48, pixelSizeMm: 5 },
    });
    const executor = new InPlaceExecutor(cpuTasks);
    const operators = new CpuOperators(executor);
    const { result } = await finish(new Session(operators, executor).run(experiment, subject));
    const engine = { hostValues: ({ data }: { data: Float32Array }) => data, operators } as unknown as Engine;
    run = { engine, experiment, subject, result };
  });

  test('have the values of its slice and its sinogram, whatever is on the stage', async () => {
    const circle: MarkForm = { kind: 'circle', middle: { x: 0, y: 0 }, radius: 40 };
    const marks: readonly Mark[] = [
      { name: 'A', plane: 'slice', form: circle },
      { name: 'B', plane: 'sinogram', form: { kind: 'pin', at: { x: 2, y: 0 } } },
      { name: 'C', plane: 'axial', form: circle },
    ];
    const [a, b, c] = await marksValues(marks, run, new HostCopies());
    // A disk of water, 100 mm in radius: 0 HU within, and a ray near the axis 200 mm long.
    expect(Math.abs(numbersOf(a!).Mean!)).toBeLessThan(10);
    expect(a!.numbers[0]!.expected).toBeCloseTo(0, 3);
    expect(numbersOf(b!).Value).toBeCloseTo(2 * 0.02059 * Math.sqrt(100 ** 2 - 2 ** 2), 4);
    expect(c!.numbers).toEqual([]);
  });
});
