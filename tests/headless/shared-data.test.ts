// Real data through the headless command on the CPU.

import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { HeadlessFolder } from '../support/headless.ts';
import { describeOnSharedData, sharedDataPath } from '../support/shared-data.ts';
import { putTooth, toothExperiment, unsharpness } from '../support/tooth.ts';
import { rmsDifference } from '../support/walk.ts';

const folder = new HeadlessFolder();

describeOnSharedData('the tooth', () => {
  let right: Awaited<ReturnType<HeadlessFolder['results']>>;
  beforeAll(async () => {
    putTooth(folder);
    right = await folder.results(toothExperiment());
  });

  test('has the views and channels of its files, in 1/mm, and no truth to be compared with', () => {
    expect(right.report.experiment).toMatchObject({ scan: { views: 181, channels: 640, offset: -23.5 } });
    expect(right.report.displayUnit).toBe('1/mm');
    expect(right.report).not.toHaveProperty('quality');
    expect(right.files).not.toContain('phantom.npy');
    expect(right.npy('reconstruction.npy').shape).toEqual([512, 512]);
  });

  test('its readings become −ln((p − mean dark)/(mean white − mean dark))', () => {
    // NumPy on the same files: views 0, 90 and 180 at channels 100, 296 and 500, the mean and the extremes of all.
    const { shape, data } = right.npy('sinogram.npy');
    expect(shape).toEqual([181, 640]);
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    expect(mean).toBeCloseTo(0.45215553, 6);
    expect(Math.min(...data)).toBeCloseTo(-0.09392605, 6);
    expect(Math.max(...data)).toBeCloseTo(1.95271132, 6);
  });

  test('is sharper than with the axis anywhere else', async () => {
    const best = unsharpness(right.npy('reconstruction.npy').data);
    for (const offset of [-25, -24.5, -22.5, -22, 0, 23.5]) {
      const other = unsharpness((await folder.results(toothExperiment(offset))).npy('reconstruction.npy').data);
      expect(other.negativeMass).toBeGreaterThan(best.negativeMass);
      expect(other.entropyBits).toBeGreaterThan(best.entropyBits);
    }
  });

  test('from every fourth view has fewer streaks by SIRT and by total variation, and its crack by SIRT', async () => {
    const coarse = { pixels: 256, pixelSizeMm: 2 };
    const slice = async (everyNthView: number, settings: object = {}) => {
      const { measurement, scan } = toothExperiment();
      const taken = { ...measurement, ...(everyNthView > 1 && { everyNthView }) };
      const experiment = { version: 2, measurement: taken, scan, reconstruction: { grid: coarse, ...settings } };
      return (await folder.results(experiment)).npy('reconstruction.npy').data;
    };
    const all = await slice(1);
    const few = await slice(4);
    const sirt = await slice(4, { method: 'sirt', iterations: 40, isNonNegative: true });
    const strength = { start: 'fbp', innerSteps: 5, tvStrength: 10 };
    const variation = await slice(4, { method: 'tv-fista', iterations: 20, ...strength });
    for (const image of [sirt, variation]) {
      expect(rmsDifference(image, all)).toBeLessThan(0.7 * rmsDifference(few, all));
    }
    // Across the crack in the enamel, 36 channels high: how much darker it is than what lies about it.
    const depth = (image: Float32Array) => {
      let [sum, rows] = [0, 0];
      for (let row = 83; row <= 100; row++, rows++) {
        const column = Math.round(101 + (row - 82.5) * 0.6);
        const at = (k: number) => image[row * 256 + column + k]!;
        const beside = (at(-5) + at(-4) + at(4) + at(5)) / 4;
        sum += (beside - Math.min(at(-1), at(0), at(1))) / beside;
      }
      return sum / rows;
    };
    expect(depth(sirt)).toBeGreaterThan(0.12);
    expect(depth(variation)).toBeLessThan(0.06);
  });

  test('tells its axis by itself, within a third of a channel, and is as sharp with it', async () => {
    const found = await folder.results({ ...toothExperiment(0), corrections: { axis: true } });
    expect(Math.abs(found.report.axisShift! - -23.5)).toBeLessThan(1 / 3);
    const best = unsharpness(right.npy('reconstruction.npy').data);
    const [own, none] = [found, await folder.results(toothExperiment(0))].map(
      (results) => unsharpness(results.npy('reconstruction.npy').data).negativeMass,
    );
    expect(own! - best.negativeMass).toBeLessThan(0.05 * (none! - best.negativeMass));
  });
});

describeOnSharedData('a DICOM slice as a phantom', () => {
  /** The pixels of that one file: explicit little endian, 128 × 128 of 16 bits, intercept −1024. */
  function attenuationOfFile(): Float32Array {
    const file = readFileSync(sharedDataPath('CT_small.dcm'));
    const at = file.indexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00]));
    const pixels = file.subarray(at + 12, at + 12 + file.readUInt32LE(at + 8));
    return Float32Array.from({ length: 128 * 128 }, (_, i) =>
      Math.max(0, 0.02059 * (1 + (pixels.readInt16LE(2 * i) - 1024) / 1000)),
    );
  }
  const turns = {
    'left and right': (row: number, column: number) => row * 128 + 127 - column,
    'up and down': (row: number, column: number) => (127 - row) * 128 + column,
    'half round': (row: number, column: number) => (127 - row) * 128 + 127 - column,
    'rows and columns': (row: number, column: number) => column * 128 + row,
  };

  test('is scanned and comes back in HU, the right way round', async () => {
    folder.put('slice.dcm', new Uint8Array(readFileSync(sharedDataPath('CT_small.dcm'))));
    const results = await folder.results({
      phantom: { image: 'slice.dcm' },
      // Wide enough for the square's diagonal, two channels to a pixel, so that the pixels are resolved.
      scan: { views: 180, channels: 368, channelSpacingMm: 0.330734 },
      reconstruction: { pixels: 128, pixelSizeMm: 0.661468 },
    });
    expect(results.report.displayUnit).toBe('HU');
    const truth = attenuationOfFile();
    const hounsfield = 0.02059 / 1000;
    // The image itself on its own grid, but for float32.
    expect(rmsDifference(results.npy('phantom.npy').data, truth)).toBeLessThan(1e-3 * hounsfield);
    // Interpolation between pixels blurs: a hundredth of CT's usual range of some 3000 HU is allowed for that.
    const image = results.npy('reconstruction.npy').data;
    expect(rmsDifference(image, truth)).toBeLessThan(30 * hounsfield);
    expect(results.report.quality!.rmse / rmsDifference(image, truth)).toBeCloseTo(1, 3);
    for (const turn of Object.values(turns)) {
      const turned = truth.map((_, i) => truth[turn(Math.floor(i / 128), i % 128)]!);
      expect(rmsDifference(image, turned)).toBeGreaterThan(150 * hounsfield);
    }
  });
});
