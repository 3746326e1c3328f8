// Slices of the same readings about several axes, to choose the right one by eye.

import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { finenessesOf, holdReadings, negativePart, SMALL, sliceAbout } from '../../src/experiment/about-axes.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../support/library-phantom.ts';
import { cpuOperators, rmsDifference } from '../support/walk.ts';

const never = new AbortController().signal;
const BEAM = { kind: 'monochromatic', energyKeV: 60 };
const PIXELS = 40;
const OWN = { pixels: PIXELS, isOfFewViews: false };
const base = {
  phantom: 'shepp-logan-1974',
  scan: { views: 64, channels: 92, channelSpacingMm: 4 },
  reconstruction: { grid: { pixels: PIXELS, pixelSizeMm: 6.4 } },
};

async function heldOf(json: object) {
  const input = parseExperimentInput(json);
  const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
  const experiment = resolveExperiment(input, subject);
  const session = new Session(cpuOperators(), new InPlaceExecutor(cpuTasks));
  const held = await holdReadings(session, experiment, subject, never);
  const slice = async () => {
    const { result } = await finish(session.run(experiment, subject));
    return (await session.operators.read(result.image)).slice();
  };
  return { held, slice };
}

const ways: [name: string, scan: object, corrections: object[]][] = [
  ['parallel rays', {}, []],
  ['parallel rays carried on beyond the detector', { channels: 60 }, [{ kind: 'truncation' }]],
  ['parallel rays over a turn, to one side', { channels: 60, offset: -14, arcDeg: 360 }, []],
  ['a fan over a turn', { geometry: 'fan', arcDeg: 360, channelSpacingMm: 7 }, []],
  ['a short fan', { geometry: 'fan', arcDeg: 230, channelSpacingMm: 7 }, []],
  ['several rows of parallel rays', { geometry: 'parallel-rows', rows: 4, rowSpacingMm: 6.4 }, []],
  ['a cone', { geometry: 'cone', arcDeg: 360, channelSpacingMm: 7, rows: 4, rowSpacingMm: 7 }, []],
];

describe('the slice about the offset that is set is the experiment’s own', () => {
  test.each(ways)('of %s', async (_, scan, corrections) => {
    const { held, slice } = await heldOf({ ...base, scan: { ...base.scan, ...scan }, corrections });
    const about = await sliceAbout(held, held.offset, OWN, never);
    expect(held.isFound).toBe(false);
    expect(rmsDifference(about, await slice())).toBeLessThan(1e-6);
    // Another is another.
    expect(rmsDifference(about, await sliceAbout(held, held.offset + 2, OWN, never))).toBeGreaterThan(1e-4);
    held.release();
  });
});

describe('of a detector that has moved', () => {
  const moved = (scan: object) => ({
    ...base,
    scan: { ...base.scan, ...scan },
    acquisition: { beam: BEAM, detectorShift: 3.5 },
  });

  test('the slice about the right axis is that of a detector that has not', async () => {
    const [{ held }, right] = await Promise.all([
      heldOf(moved({})),
      heldOf({ ...moved({ offset: 3.5 }), acquisition: { beam: BEAM } }),
    ]);
    expect(rmsDifference(await sliceAbout(held, 3.5, OWN, never), await right.slice())).toBeLessThan(1e-6);
  });

  test('the axis that a correction has found is the one to begin at', async () => {
    const { held } = await heldOf({ ...moved({}), corrections: [{ kind: 'axis' }, { kind: 'truncation' }] });
    expect(held.isFound).toBe(true);
    expect(Math.abs(held.offset - 3.5)).toBeLessThan(0.05);
  });

  test.each([
    ['parallel rays', {}],
    ['a short fan', { geometry: 'fan', arcDeg: 230, channelSpacingMm: 7 }],
  ])('of %s the least of the slice is below 0 about the right axis', async (_, scan) => {
    const { held } = await heldOf(moved(scan));
    expect(held.opposite).toBeNull();
    const parts = [];
    for (const offset of [-0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 7.5]) {
      parts.push(negativePart(await sliceAbout(held, offset, { ...SMALL, isOfFewViews: false }, never), SMALL.pixels));
    }
    expect(parts.indexOf(Math.min(...parts))).toBe(3);
  });

  test.each([
    ['parallel rays', { arcDeg: 360 }],
    ['parallel rays to one side', { arcDeg: 360, offset: -20, channels: 60 }],
    ['a fan', { geometry: 'fan', arcDeg: 360, channelSpacingMm: 7 }],
  ])('of a turn of %s opposite views differ the least about the right axis', async (_, scan) => {
    const { held } = await heldOf(moved(scan));
    const right = held.offset + 3.5;
    const scores = [-4, -1, -0.25, 0, 0.25, 1, 4].map((by) => held.opposite!(right + by)!);
    expect(scores.indexOf(Math.min(...scores))).toBe(3);
  });

  test('small slices are made of fewer views, in the same unit', async () => {
    const scan = { views: 720, channels: 92, channelSpacingMm: 4 };
    const { held } = await heldOf({
      ...moved(scan),
      reconstruction: { grid: { pixels: SMALL.pixels, pixelSizeMm: 2 } },
    });
    expect([held.all, held.few].map(({ scan }) => scan.anglesRad.length)).toEqual([720, 240]);
    const small = await sliceAbout(held, 3.5, SMALL, never);
    const whole = await sliceAbout(held, 3.5, { ...SMALL, isOfFewViews: false }, never);
    // 20 HU of 1000: streaks of views that are fewer.
    expect(rmsDifference(small, whole)).toBeLessThan(4e-4);
  });
});

test('what is below 0 is a part of all, within the circle alone', () => {
  const values = new Float32Array(16).fill(1);
  values[5] = -1;
  // Corners, which the circle leaves out.
  values[0] = -100;
  expect(negativePart(values, 4)).toBeCloseTo(1 / 12, 9);
  expect(negativePart(new Float32Array(16), 4)).toBe(0);
});

test('slices are small at first, and in the end as fine as the experiment’s, up to a bound', async () => {
  const sizes = (pixels: number, scan: object = {}) => {
    const input = parseExperimentInput({ ...base, scan, reconstruction: { grid: { pixels, pixelSizeMm: 1 } } });
    return finenessesOf(resolveExperiment(input, shapePhantom(libraryPhantom('water-disk')))).map(
      ({ pixels }) => pixels,
    );
  };
  expect(sizes(64)).toEqual([144, 256]);
  expect(sizes(400)).toEqual([144, 256, 400]);
  expect(sizes(2048)).toEqual([144, 256, 512]);
  expect(sizes(300, { geometry: 'cone', rows: 4 })).toEqual([144, 256]);
});
