import { describe, expect, test } from 'vitest';
import {
  defaultDisplay,
  displayUnitOf,
  fromDisplayUnit,
  gridOf,
  resolveExperiment,
  scanOf,
  toDisplayUnit,
} from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import type { FanScanSettings } from '../../src/geometry/fan/fan-settings.ts';
import { fieldOfViewRadiusMm } from '../../src/geometry/scan.ts';
import { npyBytes } from '../support/npy.ts';
import { sentenceOf } from '../support/sentences.ts';

const noFiles = () => Promise.reject(new Error('no file was expected to be read'));

async function resolved(json: unknown) {
  const input = parseExperimentInput(json);
  const subject = await loadSubject(input, noFiles);
  return { experiment: resolveExperiment(input, subject), subject };
}

/** A measurement of 5 views of 7 channels. */
async function measured(json: object = {}, anglesDeg?: Float64Array) {
  const files: Record<string, Uint8Array> = {
    's.npy': npyBytes(new Float32Array(35).fill(0.5), [5, 7]),
    ...(anglesDeg && { 'a.npy': npyBytes(anglesDeg, [anglesDeg.length]) }),
  };
  const input = parseExperimentInput({
    measurement: { sinogram: 's.npy', ...(anglesDeg && { anglesDeg: 'a.npy' }) },
    ...json,
  });
  const subject = await loadSubject(input, async (name) => files[name]!);
  return { input, subject, resolve: () => resolveExperiment(input, subject) };
}

test('an empty experiment is the one that the documentation prints, key by key', async () => {
  expect((await resolved({})).experiment).toEqual({
    version: 2,
    phantom: 'shepp-logan-1974',
    acquisition: { modality: 'ct', beam: { kind: 'exact' } },
    corrections: [],
    scan: {
      geometry: 'parallel',
      views: 720,
      startDeg: 0,
      arcDeg: 180,
      channels: 736,
      channelSpacingMm: 0.5,
      offset: 0,
    },
    reconstruction: {
      method: 'fbp',
      filter: 'ram-lak',
      cutoff: 1,
      interpolation: 'linear',
      rebin: false,
      grid: { pixels: 512, pixelSizeMm: 0.5 },
    },
    display: { width: 400, level: 40 },
    seed: 1,
  });
});

test('what is given stays, and the rest of its section takes the defaults', async () => {
  const { experiment } = await resolved({ scan: { views: 12 }, reconstruction: { filter: 'hann' }, seed: 9 });
  expect(experiment.scan).toMatchObject({ views: 12, channels: 736, arcDeg: 180 });
  expect(experiment.reconstruction).toMatchObject({ filter: 'hann', cutoff: 1, grid: { pixels: 512 } });
  expect(experiment.seed).toBe(9);
});

test('resolving a resolved experiment changes nothing', async () => {
  const { experiment } = await resolved({ phantom: 'point', scan: { arcDeg: -200 }, display: { width: 80 } });
  expect((await resolved(JSON.parse(JSON.stringify(experiment)))).experiment).toEqual(experiment);
});

describe('the window', () => {
  test('of a phantom in arbitrary units is 0 to 1', async () => {
    const { experiment, subject } = await resolved({ phantom: 'shepp-logan-modified' });
    const { width, level } = experiment.display!;
    expect([level - width / 2, level + width / 2]).toEqual([0, 1]);
    expect(displayUnitOf(subject)).toBe('arbitrary');
  });

  test('of a phantom relative to water is in HU', async () => {
    const { subject } = await resolved({});
    expect(displayUnitOf(subject)).toBe('HU');
    expect(defaultDisplay(subject)).toEqual({ width: 400, level: 40 });
  });

  test('may be given in part', async () => {
    expect((await resolved({ display: { level: 20 } })).experiment.display).toEqual({ width: 400, level: 20 });
    expect((await resolved({ display: { width: 100 } })).experiment.display).toEqual({ width: 100, level: 40 });
  });

  test('of a measurement follows the data, and half a window is refused', async () => {
    expect((await measured()).resolve().display).toBeNull();
    const { resolve } = await measured({ display: { width: 1 } });
    expect(await sentenceOf(resolve)).toBe(
      'display: a measurement has no default window, so give both width and level, or neither',
    );
  });
});

test('HU: air is −1000, water 0, twice water +1000, and back again; other units stay', () => {
  // Water at 60 keV: 0.2059 cm²/g (NIST), 1 g/cm³.
  expect(toDisplayUnit(0, 'HU')).toBe(-1000);
  expect(toDisplayUnit(0.02059, 'HU')).toBeCloseTo(0, 9);
  expect(toDisplayUnit(0.04118, 'HU')).toBeCloseTo(1000, 9);
  expect(fromDisplayUnit(-1000, 'HU')).toBe(0);
  expect(fromDisplayUnit(1000, 'HU')).toBeCloseTo(0.04118, 12);
  for (const unit of ['arbitrary', '1/mm'] as const) {
    expect([toDisplayUnit(0.3, unit), fromDisplayUnit(0.3, unit)]).toEqual([0.3, 0.3]);
  }
});

describe('the scan', () => {
  test('stands at start + v·arc/views, the end of the arc left out', async () => {
    const { experiment, subject } = await resolved({ scan: { views: 4, startDeg: 10, arcDeg: -90, offset: 2.5 } });
    const scan = scanOf(experiment, subject);
    [10, -12.5, -35, -57.5].forEach((degrees, view) => {
      expect(scan.anglesRad[view]).toBeCloseTo((degrees * Math.PI) / 180, 12);
    });
    expect(scan).toMatchObject({ channels: 736, channelSpacingMm: 0.5, offset: 2.5 });
  });

  test("of a measurement has the file's views, channels and angles", async () => {
    const { resolve, subject } = await measured(
      { scan: { startDeg: 5, arcDeg: 60 } },
      Float64Array.of(0, 40, 80, 120, 160),
    );
    const scan = scanOf(resolve(), subject);
    expect(Array.from(scan.anglesRad, (angle) => (angle * 180) / Math.PI)).toEqual(
      [0, 40, 80, 120, 160].map((a) => expect.closeTo(a, 9)),
    );
    expect(scan.channels).toBe(7);
    expect(resolve().scan).toMatchObject({ views: 5, channels: 7 });
  });

  test('that contradicts its measurement is refused', async () => {
    const views = await measured({ scan: { views: 6 } });
    expect(await sentenceOf(views.resolve)).toBe('scan.views: s.npy has 5 views, got 6');
    const channels = await measured({ scan: { channels: 8 } });
    expect(await sentenceOf(channels.resolve)).toBe('scan.channels: s.npy has 7 channels, got 8');
    const agreeing = await measured({ scan: { views: 5, channels: 7 } });
    expect(agreeing.resolve().scan).toMatchObject({ views: 5, channels: 7 });
  });

  test('of more readings than fit is refused by their number', async () => {
    const input = parseExperimentInput({ scan: { views: 16384, channels: 16384 } });
    const subject: Subject = await loadSubject(input, noFiles);
    expect(await sentenceOf(() => resolveExperiment(input, subject))).toBe(
      'scan: 16384 views × 16384 channels are 268435456 readings, but at most 134217728 are possible',
    );
  });
});

test('the grid has the pixels and the pixel size that were asked for', async () => {
  const { experiment } = await resolved({ reconstruction: { pixels: 33, pixelSizeMm: 0.7 } });
  expect(gridOf(experiment)).toEqual({ rows: 33, columns: 33, pixelSizeMm: 0.7 });
});

describe('a fan', () => {
  test('takes the distances of a clinical scanner, a whole turn, and channels that see the usual slice whole', async () => {
    const { experiment, subject } = await resolved({ scan: { geometry: 'fan' } });
    expect(experiment.scan).toEqual({
      geometry: 'fan',
      detector: 'arc',
      sourceToIsocenterMm: 570,
      sourceToDetectorMm: 1040,
      views: 1440,
      startDeg: 0,
      arcDeg: 360,
      channels: 736,
      channelSpacingMm: 1,
      offset: 0,
    });
    expect(experiment.reconstruction).toMatchObject({ method: 'fbp', rebin: false });
    for (const detector of ['arc', 'flat'] as const) {
      const scan = scanOf({ scan: { ...(experiment.scan as FanScanSettings), detector } }, subject);
      expect(scan).toMatchObject({ geometry: 'fan', detector });
      // The corners of 512 pixels of 0.5 mm.
      expect(fieldOfViewRadiusMm(scan)).toBeGreaterThan(128 * Math.SQRT2);
    }
  });

  test('resolving it again changes nothing, and gridrec, which rebins it anyway, says nothing of that', async () => {
    const { experiment } = await resolved({
      scan: { geometry: 'fan', detector: 'flat', arcDeg: -220 },
      reconstruction: { method: 'gridrec' },
    });
    expect(experiment.reconstruction).not.toHaveProperty('rebin');
    expect((await resolved(JSON.parse(JSON.stringify(experiment)))).experiment).toEqual(experiment);
  });

  test('that opens too wide is refused with the angle', async () => {
    const wide = { scan: { geometry: 'fan', channelSpacingMm: 4 } };
    expect(await sentenceOf(async () => resolved(wide))).toBe(
      'scan: the fan would open 81.0° to one side, but at most 75° are possible; use fewer or narrower channels, or move the detector farther away',
    );
  });

  test('may be measured, at angles of its own', async () => {
    const fan = { scan: { geometry: 'fan', channelSpacingMm: 4 } };
    const { subject, resolve } = await measured(fan, Float64Array.of(0, 30, 90, 200, 300));
    const scan = scanOf(resolve(), subject);
    expect(scan).toMatchObject({ geometry: 'fan', channels: 7, arc: { isEven: false } });
    expect(scan.anglesRad[3]).toBeCloseTo((200 / 180) * Math.PI, 12);
    // Half the gap to each neighbour on the turn.
    expect(scan.viewWeightsRad[1]).toBeCloseTo((45 / 180) * Math.PI, 12);
  });
});
