import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../../src/app/engine/engine.ts';
import type { Mark } from '../../../../src/app/marks/mark.ts';
import type { Analysis, AnalysisContext, AnalysisResult } from '../../../../src/app/workplaces/measure/analysis.ts';
import { detectabilityOfDisks } from '../../../../src/app/workplaces/measure/detectability/spec.ts';
import { mtfOfDisk, mtfOfDiskOfSeeds, mtfOfEdge, mtfOfPoint } from '../../../../src/app/workplaces/measure/mtf/spec.ts';
import { noisePower, noisePowerOfSeeds } from '../../../../src/app/workplaces/measure/noise-power/spec.ts';
import { InPlaceExecutor } from '../../../../src/compute/cpu/task-executor.ts';
import { displayUnitOf, resolveExperiment } from '../../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../../src/experiment/experiment-schema.ts';
import { finish } from '../../../../src/experiment/run-steps.ts';
import { Session } from '../../../../src/experiment/session.ts';
import { slicePlane } from '../../../../src/experiment/slice-plane.ts';
import { loadSubject } from '../../../../src/experiment/subject.ts';
import { valueAtFrequency } from '../../../../src/measure/spectra/spectral-curve.ts';
import { CpuOperators } from '../../../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../../../src/operators/cpu/cpu-tasks.ts';

const BEAM = { beam: { kind: 'monochromatic' }, channelAperture: 1 };
const NOISE = { beam: { kind: 'monochromatic' }, noise: { photons: 1e5 } };
const signal = new AbortController().signal;

interface Parts {
  readonly phantom?: string;
  readonly acquisition?: object;
  readonly scan?: object;
  readonly reconstruction?: object;
  readonly corrections?: readonly object[];
}

/** A run of a phantom of the library, as an analysis is given it. */
async function contextOf(parts: Parts, marks: readonly Mark[] = []) {
  const { scan, reconstruction, ...rest } = parts;
  const input = parseExperimentInput({
    ...{ version: 2, ...rest },
    scan: { views: 360, channels: 368, channelSpacingMm: 0.7, ...scan },
    reconstruction: { filter: 'hann', grid: { pixels: 384, pixelSizeMm: 0.6 }, ...reconstruction },
  });
  const subject = await loadSubject(input, async () => Promise.reject(new Error('no file is named')));
  const experiment = resolveExperiment(input, subject);
  const executor = new InPlaceExecutor(cpuTasks);
  const operators = new CpuOperators(executor);
  const { result } = await finish(new Session(operators, executor).run(experiment, subject));
  const sessions: Session<never>[] = [];
  let released = 0;
  const createSession = () => {
    const session = new Session(operators, executor);
    sessions.push(session as unknown as Session<never>);
    const release = session.release.bind(session);
    session.release = () => {
      released++;
      release();
    };
    return session;
  };
  const done: number[] = [];
  const unit = displayUnitOf(subject);
  const plane = (values: Float32Array) => slicePlane(values, result.grid, unit, result.waterMuPerMm);
  const context = {
    ...{ experiment, subject, result, marks, chosen: null, unit: unit === 'HU' ? 'HU' : '' },
    engine: { operators, createSession } as unknown as Engine,
    slice: plane(Float32Array.from(await operators.read(result.image))),
    truth: result.truthValues && plane(result.truthValues),
    progress: (part: number) => done.push(part),
  } as unknown as AnalysisContext;
  return { context, done, sessions, released: () => released };
}

async function measured(analysis: Analysis, parts: Parts, marks: readonly Mark[] = []): Promise<AnalysisResult> {
  const { context } = await contextOf(parts, marks);
  expect(analysis.whyNot(context)).toBeNull();
  return analysis.measure(context, signal);
}

function numberOf({ numbers }: AnalysisResult, label: string) {
  const found = numbers.find((number) => number.label === label);
  if (!found) throw new Error(`there is no ${label} among ${numbers.map((number) => number.label)}`);
  return found;
}

function circle(x: number, y: number, radius: number, plane: Mark['plane'] = 'slice'): Mark {
  return { name: 'A', plane, form: { kind: 'circle', middle: { x, y }, radius } };
}

/** How far a number is from what theory expects of it, as a part of that. */
function departure(result: AnalysisResult, label: string): number {
  const { value, expected } = numberOf(result, label);
  return Math.abs(value / expected! - 1);
}

describe('the MTF of a point', () => {
  test('that the phantom has is on its theory, and it is found without a mark', async () => {
    const result = await measured(mtfOfPoint, { phantom: 'thin-wire', acquisition: BEAM });
    expect(departure(result, 'f50')).toBeLessThan(0.015);
    expect(departure(result, 'f10')).toBeLessThan(0.015);
    expect(numberOf(result, 'f50 in line pairs').value).toBeCloseTo(10 * numberOf(result, 'f50').value, 9);
    expect(numberOf(result, 'Found at x').value).toBeCloseTo(20.1, 1);
    expect(result.plot!.series.map(({ name, isTheory = false }) => [name, isTheory])).toEqual([
      ['measured', false],
      ['theory', true],
    ]);
    expect(result.plot!.marks!.map(({ label }) => label)).toEqual(['f50', 'f10']);
    expect(result.words).toContain('a disk of 0.20 mm, which the point is, has been divided out');
    expect(result.words).not.toContain('by chance');
  });

  test('under rays without a width says that each view sees it by chance', async () => {
    const result = await measured(mtfOfPoint, { phantom: 'thin-wire' });
    expect(result.words).toContain('each view sees it by chance');
  });

  test('of a fan has no theory, and says why', async () => {
    const fan = {
      geometry: 'fan',
      arcDeg: 360,
      sourceToIsocenterMm: 500,
      sourceToDetectorMm: 900,
      channelSpacingMm: 1.2,
    };
    const result = await measured(mtfOfPoint, { phantom: 'thin-wire', acquisition: BEAM, scan: fan });
    expect(numberOf(result, 'f50').expected).toBeUndefined();
    expect(result.plot!.series).toHaveLength(1);
    expect(result.words).toMatch(/No theoretical curve is shown: these are .*it is for parallel rays\./);
  });

  test('of a phantom without one asks for a mark', async () => {
    const { context } = await contextOf({ phantom: 'water-disk' });
    expect(mtfOfPoint.whyNot(context)).toMatch(/^Draw a circle about a wire/);
    const onSinogram = { ...context, marks: [circle(0, 0, 10, 'sinogram')] };
    expect(mtfOfPoint.whyNot(onSinogram)).not.toBeNull();
    expect(mtfOfPoint.whyNot({ ...context, marks: [circle(0, 0, 10)] })).toBeNull();
  });
});

test('the MTF of the phantom’s edge has its angle and its contrast', async () => {
  const result = await measured(mtfOfEdge, { phantom: 'slanted-edge', acquisition: BEAM });
  expect(numberOf(result, 'Edge to the pixels').value).toBeCloseTo(5, 1);
  expect(numberOf(result, 'Contrast').value / 1000).toBeCloseTo(1, 2);
  // Straight edges alias (docs/measuring.md).
  expect(departure(result, 'f50')).toBeLessThan(0.05);
  expect(result.words).toContain('A few views look along a straight edge');
  expect(result.words).not.toContain('Caution');
});

test('the MTF of an edge that is aliased is not to be relied on', async () => {
  const reconstruction = { filter: 'ram-lak' };
  const result = await measured(mtfOfEdge, { phantom: 'slanted-edge', acquisition: BEAM, reconstruction });
  expect(departure(result, 'f50')).toBeGreaterThan(0.1);
  expect(result.words).toMatch(/^Caution: f50 is not to be relied on\. Only the few views/);
});

describe('the TTF of disks', () => {
  test('is on its theory for every insert of the phantom, by contrast', async () => {
    const result = await measured(mtfOfDisk, { phantom: 'ct-number-module', acquisition: BEAM });
    const names = result.plot!.series.map(({ name }) => name);
    expect(names).toEqual(['−1000 HU', '990 HU', '340 HU', '−200 HU', '120 HU', '−100 HU', 'theory']);
    expect(departure(result, 'f50')).toBeLessThan(0.02);
    expect(departure(result, 'f10')).toBeLessThan(0.02);
    expect(numberOf(result, 'f50, 120 HU').value / numberOf(result, 'f50').value).toBeCloseTo(1, 1);
  });

  test('is of the marked one alone, where one is marked', async () => {
    const result = await measured(mtfOfDisk, { phantom: 'ct-number-module', acquisition: BEAM }, [
      circle(-40.3, -40.3, 6),
    ]);
    expect(numberOf(result, 'Contrast').value).toBeCloseTo(990, -1);
    expect(numberOf(result, 'Diameter').value).toBeCloseTo(12, 1);
    expect(departure(result, 'f50')).toBeLessThan(0.02);
    expect(result.words).not.toContain('Caution');
  });

  test('that noise hides is refused, and one that it blurs is told of', async () => {
    const noisy = (photons: number) => ({
      phantom: 'ct-number-module',
      acquisition: { ...BEAM, noise: { photons } },
    });
    // +15 HU in some 10 HU of noise.
    await expect(measured(mtfOfDisk, noisy(1e6), [circle(57, 0, 6)])).rejects.toThrow(
      /^The disk near \(57\.0, 0\.0\) mm stands out of the noise only \d\.\d times/,
    );
    const faint = await measured(mtfOfDisk, noisy(1e5), [circle(40.3, -40.3, 6)]);
    const times = numberOf(faint, 'Contrast over noise').value;
    expect(times).toBeGreaterThan(5);
    expect(times).toBeLessThan(15);
    expect(faint.words).toContain('Caution: the disk stands out of the noise only');
    const all = await measured(mtfOfDisk, noisy(1e5));
    expect(all.words).toMatch(/Not all could be measured: The disk near .* stands out of the noise only/);
  });
});

test('the TTF of disks over eight scans is nearer to theory than that of one', async () => {
  const acquisition = { ...NOISE, channelAperture: 1, noise: { photons: 2e5 } };
  const { context, released } = await contextOf({ phantom: 'ct-number-module', acquisition }, [circle(40.3, -40.3, 6)]);
  const errorOf = (result: AnalysisResult) => {
    const [seen] = result.plot!.series;
    const theory = result.plot!.series.at(-1)!;
    const low = seen!.x.filter((frequency) => frequency < 0.6);
    const at = (frequency: number) => valueAtFrequency({ frequencies: theory.x, values: theory.y }, frequency);
    return low.reduce((sum, frequency, i) => sum + (seen!.y[i]! - at(frequency)) ** 2, 0) / low.length;
  };
  const one = errorOf(await mtfOfDisk.measure(context, signal));
  const eight = errorOf(await mtfOfDiskOfSeeds.measure(context, signal));
  expect(eight).toBeLessThan(one / 2);
  expect(released()).toBe(1);
});

describe('noise power', () => {
  const water = { phantom: 'water-disk', acquisition: NOISE };

  test('of one slice is on its theory in height and shape', async () => {
    const result = await measured(noisePower, water);
    expect(departure(result, 'σ')).toBeLessThan(0.03);
    expect(numberOf(result, '∬NPS (check of σ²)').value / numberOf(result, 'σ²').value).toBeCloseTo(1, 10);
    expect(numberOf(result, '∬NPS (check of σ²)').expected).toBeUndefined();
    expect(result.words).not.toContain('no noise:');
    const [seen, theory] = result.plot!.series;
    expect(seen!.x).toEqual(theory!.x);
    const off = seen!.y.map((value, i) => (value - theory!.y[i]!) / seen!.errors![i]!);
    // But for the lowest frequency, of which the sloping plane has taken.
    const squares = off.slice(1).reduce((sum, each) => sum + each * each, 0) / (off.length - 1);
    expect(squares).toBeLessThan(3);
    expect(result.picture!.values.columns).toBe(result.picture!.values.rows);
  });

  test('of a scan without noise is said to be none, and has no theory', async () => {
    const result = await measured(noisePower, { phantom: 'water-disk', scan: { views: 90 } });
    expect(result.words).toMatch(/^The scan counts no photons, so this is no noise/);
    expect(result.plot!.series.map(({ name }) => name)).toEqual(['measured']);
    expect(numberOf(result, 'σ').expected).toBeUndefined();
  });

  test('over eight scans tells how far it is, gives its session back, and is nearer to theory', async () => {
    const { context, done, released, sessions } = await contextOf({ ...water, scan: { views: 90 } });
    const result = await noisePowerOfSeeds.measure(context, signal);
    expect(done).toEqual([0, 1 / 7, 2 / 7, 3 / 7, 4 / 7, 5 / 7, 6 / 7, 1]);
    expect([sessions.length, released()]).toEqual([1, 1]);
    expect(departure(result, 'σ')).toBeLessThan(0.02);
    expect(result.words).toContain('in each of 8 scans that differ in their seeds');
  });

  test('is given up when its signal is given', async () => {
    const { context, released } = await contextOf({ ...water, scan: { views: 90 } });
    const given = new AbortController();
    const stopping = { ...context, progress: (part: number) => part > 0.2 && given.abort(new Error('enough')) };
    await expect(noisePowerOfSeeds.measure(stopping, given.signal)).rejects.toThrow('enough');
    expect(released()).toBe(1);
  });

  test('of a tube has the shape of theory alone, and of a scan without noise none', async () => {
    const tube = { beam: { kind: 'tube' }, noise: { photons: 1e5 } };
    const result = await measured(noisePower, { ...water, acquisition: tube });
    expect(numberOf(result, 'σ').expected).toBeUndefined();
    expect(result.words).toContain('the shape of the spectrum here and not its height');
    const silent = await contextOf({ phantom: 'water-disk' });
    expect(noisePowerOfSeeds.whyNot(silent.context)).toMatch(/^Every scan of this experiment is the same/);
  });
});

describe('detectability', () => {
  const parts = { phantom: 'low-contrast', acquisition: NOISE };

  test('grows with the disk, and nobody sees more than the prewhitening observer', async () => {
    const result = await measured(detectabilityOfDisks, parts);
    const [plain, eye, limit] = result.plot!.series;
    for (const [i, most] of limit!.y.entries()) {
      expect(plain!.y[i]).toBeLessThanOrEqual(most);
      expect(eye!.y[i]).toBeLessThanOrEqual(most);
    }
    expect(plain!.y.toSorted((a, b) => a - b)).toEqual(plain!.y);
  });

  test('is as the square root of the dose', async () => {
    const at = async (photons: number) => {
      const acquisition = { beam: { kind: 'monochromatic' }, noise: { photons } };
      return numberOf(await measured(detectabilityOfDisks, { ...parts, acquisition }), 'd′ NPW').value;
    };
    expect((await at(4e5)) / (await at(1e5))).toBeCloseTo(2, 1);
  });

  test('with noise measured in a second circle is near to theory, which stands beside it', async () => {
    // As far from the middle as the disk is: noise is less where rays have less water to pass.
    const second: Mark = { ...circle(-50, 0, 20), name: 'B' };
    const found = await measured(detectabilityOfDisks, parts, [second, circle(35, 35, 1.5)]);
    expect(departure(found, 'd′ NPW')).toBeLessThan(0.1);
    expect(found.words).toMatch(/Noise is measured in circle B, below .* and sharpness is that of theory\./);
  });

  test('of a tube needs a second circle, and then has the edge of the disk and the noise that there are', async () => {
    const tube = { phantom: 'ct-number-module', acquisition: { beam: { kind: 'tube' }, noise: { photons: 1e6 } } };
    const disk = circle(-40.3, -40.3, 6);
    await expect(measured(detectabilityOfDisks, tube, [disk])).rejects.toThrow(/Draw a second circle where/);
    const found = await measured(detectabilityOfDisks, tube, [{ ...circle(0, 0, 25), name: 'B' }, disk]);
    expect(numberOf(found, 'd′ NPW').expected).toBeUndefined();
    // 990 HU over 12 mm stand out of a few HU.
    expect(numberOf(found, 'd′ NPW').value).toBeGreaterThan(100);
    expect(found.words).toContain('measured at the edge of the disk');
  });

  test('asks for noise', async () => {
    const { context } = await contextOf({ phantom: 'low-contrast' });
    expect(detectabilityOfDisks.whyNot(context)).toMatch(/^Without noise everything can be seen/);
  });
});
