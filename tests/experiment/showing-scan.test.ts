import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { artefactScans } from '../../src/experiment/artefact-scans.ts';
import { ARTEFACTS } from '../../src/experiment/artefacts.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { showingScan } from '../../src/experiment/showing-scan.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

const subject = shapePhantom(libraryPhantom('shepp-logan-1974'));
const experimentOf = (parts: object) => resolveExperiment(parseExperimentInput({ version: 2, ...parts }), subject);
/** What is another in the scan that shows artefacts. */
const shown = (parts: object) => {
  const { scan, reconstruction } = showingScan(experimentOf(parts), subject);
  const { views, arcDeg, channels, channelSpacingMm, offset } = scan;
  const { filter, cutoff, grid } = reconstruction;
  return { views, arcDeg, channels, channelSpacingMm, offset, filter, cutoff, grid };
};
const USUAL = {
  ...{ views: 720, arcDeg: 180, channels: 736, channelSpacingMm: 0.5, offset: 0 },
  ...{ filter: 'ram-lak', cutoff: 1, grid: { pixels: 512, pixelSizeMm: 0.5 } },
};

test('what shows artefacts stays as it is', () => {
  for (const parts of [
    {},
    { scan: { views: 8000, arcDeg: 360 } },
    {
      scan: { channels: 184, channelSpacingMm: 2, views: 201 },
      reconstruction: { grid: { pixels: 128, pixelSizeMm: 2 } },
    },
    { scan: { geometry: 'fan' }, reconstruction: { filter: 'hann' } },
    { scan: { geometry: 'fan', arcDeg: 240, views: 1000 } },
    { scan: { offset: 0.25 }, reconstruction: { method: 'gridrec' } },
    { scan: { arcDeg: -180 } },
  ]) {
    const experiment = experimentOf(parts);
    expect(showingScan(experiment, subject)).toEqual(experiment);
  }
});

test.each([
  ['too few views', { scan: { views: 12 } }],
  ['hardly any view', { scan: { views: 1 } }],
  ['a part of an arc', { scan: { arcDeg: 60 } }],
  ['no filter', { reconstruction: { filter: 'none' } }],
  ['hardly any filter', { reconstruction: { cutoff: 0.1 } }],
  ['a short detector', { scan: { channels: 200 } }],
  ['a detector to one side', { scan: { offset: 300 } }],
  ['wide channels', { scan: { channels: 46, channelSpacingMm: 8 } }],
  ['a grid that sees a part', { reconstruction: { grid: { pixels: 512, pixelSizeMm: 0.1 } } }],
  ['a grid in which the phantom is small', { reconstruction: { grid: { pixels: 512, pixelSizeMm: 5 } } }],
  [
    'all of it',
    {
      scan: { views: 3, arcDeg: 10, channels: 16, channelSpacingMm: 30, offset: 5 },
      reconstruction: { filter: 'none', cutoff: 0.2 },
    },
  ],
])('%s gives way to what is usual', (_, parts) => {
  expect(shown(parts)).toEqual(USUAL);
});

test('a coarse grid gets pixels and channels that are fine enough', () => {
  const grid = { pixels: 256, pixelSizeMm: 1 };
  expect(shown({ reconstruction: { grid: { pixels: 32, pixelSizeMm: 8 } } })).toEqual({
    ...USUAL,
    ...{ grid, channels: 368, channelSpacingMm: 1 },
  });
});

test('the arc of a fan is half a turn and its opening', () => {
  const { arcDeg, views } = shown({ scan: { geometry: 'fan', arcDeg: 90, views: 90 } });
  // 736 channels of 1 mm, 1040 mm from the source: 736 / 1040 rad are 40.5°.
  expect([arcDeg, views]).toEqual([221, 720]);
});

describe('rings over a scan of twelve views', () => {
  const rings = ARTEFACTS.find(({ name }) => name === 'rings')!;
  const present = experimentOf({
    scan: { views: 12, channels: 184, channelSpacingMm: 2 },
    reconstruction: { grid: { pixels: 128, pixelSizeMm: 2 } },
  });

  /** What the cause adds to the slice: how circles about the axis differ, over what is left along them (RMS both). */
  async function circularity(base: typeof present): Promise<number> {
    const session = new Session(new CpuOperators(new InPlaceExecutor(cpuTasks)), new InPlaceExecutor(cpuTasks));
    const slice = async (json: unknown) => {
      const experiment = resolveExperiment(parseExperimentInput(json), subject);
      const { image } = (await finish(session.run(experiment, subject))).result;
      return (image as unknown as { data: Float32Array }).data.slice();
    };
    const { disturbed, undisturbed } = artefactScans(base, rings, 0.7);
    const [one, other] = [await slice(disturbed), await slice(undisturbed)];
    session.release();
    const { pixels } = base.reconstruction.grid;
    const circles = new Map<number, number[]>();
    one.forEach((value, i) => {
      const [y, x] = [Math.floor(i / pixels) - (pixels - 1) / 2, (i % pixels) - (pixels - 1) / 2];
      const radius = Math.round(Math.hypot(x, y));
      if (radius >= 8 && radius <= 40) circles.set(radius, [...(circles.get(radius) ?? []), value - other[i]!]);
    });
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const means = new Map([...circles].map(([radius, values]) => [radius, mean(values)]));
    const along = mean([...circles].flatMap(([radius, values]) => values.map((of) => (of - means.get(radius)!) ** 2)));
    return Math.sqrt(mean([...means.values()].map((of) => of ** 2)) / along);
  }

  test('are stripes across the slice, and circles over the scan that shows them', async () => {
    const [few, enough] = [await circularity(present), await circularity(showingScan(present, subject))];
    // Rings are as wide as a pixel, so that circles of pixels vary along themselves too.
    expect(few).toBeLessThan(0.35);
    expect(enough).toBeGreaterThan(2 * few);
  });
});
