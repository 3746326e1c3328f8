import { describe, expect, test } from 'vitest';
import type { DeviceArray } from '../../../src/compute/device.ts';
import type { ImageGrid } from '../../../src/geometry/grid.ts';
import { scatteredScan } from '../../../src/geometry/parallel/parallel-scan.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import { parsePhantomFile, shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { rampFilter } from '../../../src/reconstruction/ramp-filter.ts';
import { RAMP_WINDOWS } from '../../../src/reconstruction/ramp-windows.ts';
import { directSum, rampAt, rowsOf } from '../../support/direct-fbp.ts';
import { randomArray } from '../../support/random.ts';
import { pointEllipse, sampledTruth } from '../../support/sampled-truth.ts';
import { DEGREES, disks, rmsDifference, scanned, scanOfArc } from '../../support/walk.ts';

/**
 * What the operators must obey as mathematics, for any backend. `rounding` is the relative difference that the
 * backend's arithmetic may leave: results rounded to float32 on the CPU, float32 throughout on a GPU.
 *
 * @param lengths of views that are filtered
 */
export function describeOperatorLaws(
  operatorsOf: () => Operators,
  rounding: number,
  lengths: readonly number[] = [737, 2048, 8192, 16_384],
): void {
  const norm = (values: ArrayLike<number>) => rmsDifference(new Float64Array(values.length), values);
  const inner = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
  const close = (actual: ArrayLike<number>, expected: ArrayLike<number>, most = rounding) => {
    expect(actual.length).toBe(expected.length);
    expect(norm(expected)).toBeGreaterThan(0);
    expect(rmsDifference(actual, expected) / norm(expected)).toBeLessThan(most);
  };

  const VIEWS = 19;
  const CHANNELS = 37;
  const scan = scanOfArc({
    views: VIEWS,
    channels: CHANNELS,
    channelSpacingMm: 1.3,
    offset: -2.25,
    startDeg: 7,
    arcDeg: 250,
  });
  const grid: ImageGrid = { rows: 22, columns: 29, pixelSizeMm: 1.1 };
  const all = { from: 0, to: VIEWS };

  async function apply(
    values: Float32Array,
    [rows, columns]: readonly [number, number],
    [outRows, outColumns]: readonly [number, number],
    work: (operators: Operators, input: DeviceArray, output: DeviceArray) => Promise<void>,
  ): Promise<Float32Array> {
    const operators = operatorsOf();
    const input = await operators.upload(values, rows, columns);
    const output = await operators.create(outRows, outColumns);
    await work(operators, input, output);
    const result = await operators.read(output);
    operators.release(input);
    operators.release(output);
    return result;
  }
  const image = [grid.rows, grid.columns] as const;
  const sinogram = [VIEWS, CHANNELS] as const;
  const filter = rampFilter(CHANNELS, 1.3, 'shepp-logan', 0.9);
  const linear = {
    'scanning an image': {
      size: grid.rows * grid.columns,
      of: (values: Float32Array) => apply(values, image, sinogram, (o, a, out) => o.scanImage(a, grid, scan, out, all)),
    },
    filtering: {
      size: VIEWS * CHANNELS,
      of: (values: Float32Array) =>
        apply(values, sinogram, sinogram, (o, a, out) => o.filterViews(filter, a, out, all)),
    },
    'back-projecting': {
      size: VIEWS * CHANNELS,
      of: (values: Float32Array) =>
        apply(values, sinogram, image, (o, a, out) => o.backProject(a, scan, grid, out, all)),
    },
  };

  describe.each(Object.entries(linear))('%s', (_, { size, of }) => {
    test('is linear', async () => {
      const [a, b] = [randomArray(size, 1), randomArray(size, 2)];
      const mixed = a.map((value, i) => 3 * value - 0.25 * b[i]!);
      const [ofA, ofB] = [await of(a), await of(b)];
      close(
        await of(mixed),
        ofA.map((value, i) => 3 * value - 0.25 * ofB[i]!),
        // The mixed input is itself rounded to float32.
        Math.max(rounding, 1e-6),
      );
    });

    test('of nothing is nothing', async () => {
      expect(new Set(await of(new Float32Array(size)))).toEqual(new Set([0]));
    });
  });

  describe('filtering', () => {
    test.each(RAMP_WINDOWS)('by %s is its own adjoint, since the kernel is even', async (window) => {
      const [p, q] = [randomArray(VIEWS * CHANNELS, 3), randomArray(VIEWS * CHANNELS, 4)];
      const even = rampFilter(CHANNELS, 1.3, window, 1);
      const filtered = (values: Float32Array) =>
        apply(values, sinogram, sinogram, (o, a, out) => o.filterViews(even, a, out, all));
      const [left, right] = [inner(await filtered(p), q), inner(p, await filtered(q))];
      const size = norm(await filtered(p)) * norm(q) * p.length;
      expect(Math.abs(left - right) / size).toBeLessThan(rounding);
    });

    // Float32 has 24 bits: roundings of 2⁻²⁵ in some 60 operations one after the other, adding up at random, are 5·10⁻⁷.
    // Reported: 1.5 and 2.7·10⁻⁴ on the GPU, 0.4 and 0.8·10⁻⁴ on the CPU, since a ramp raises the rounding of a view's
    // large values above its fine detail.
    test.each(lengths)('of %i channels is exact to the last bits of float32', async (channels) => {
      const views = channels < 1000 ? 3 : 1;
      const spacing = 256 / channels;
      // Chords of water and of two rods in it, somewhere else in every view.
      const chord = (radius: number, distance: number) => 2 * Math.sqrt(Math.max(0, radius ** 2 - distance ** 2));
      const values = Float32Array.from({ length: views * channels }, (_, i) => {
        const u = ((i % channels) - (channels - 1) / 2) * spacing + 5 * Math.floor(i / channels);
        return 0.02 * chord(100, u) + 0.03 * chord(4, u - 31.7) + 0.01 * chord(11, u + 47.1);
      });
      const ramp = rampFilter(channels, spacing, 'ram-lak', 1);
      const filtered = await apply(values, [views, channels], [views, channels], (o, a, out) =>
        o.filterViews(ramp, a, out, { from: 0, to: views }),
      );
      // The sum in double precision, at places that meet edges and everything between them.
      const kernel = Float64Array.from({ length: channels }, (_, n) => spacing * rampAt(n, spacing));
      const places = Array.from({ length: 400 }, (_, i) => Math.floor(((i + 0.5) * values.length) / 400));
      const expected = places.map((place) => {
        const first = Math.floor(place / channels) * channels;
        let sum = 0;
        for (let j = 0; j < channels; j++) sum += kernel[Math.abs(place - first - j)]! * values[first + j]!;
        return sum;
      });
      close(
        places.map((place) => filtered[place]!),
        expected,
        1e-6,
      );
    });

    test('does not mix views: each is filtered as if alone', async () => {
      const values = randomArray(VIEWS * CHANNELS, 5);
      const whole = await linear.filtering.of(values);
      for (const view of [0, 7, VIEWS - 1]) {
        const alone = new Float32Array(values.length);
        alone.set(values.subarray(view * CHANNELS, (view + 1) * CHANNELS), view * CHANNELS);
        const row = (from: Float32Array) => from.subarray(view * CHANNELS, (view + 1) * CHANNELS);
        close(row(await linear.filtering.of(alone)), row(whole));
      }
    });
  });

  describe('back-projecting', () => {
    test('is the weighted sum at every pixel, with 0 beyond the detector', async () => {
      const values = randomArray(VIEWS * CHANNELS, 6);
      const direct = {
        anglesRad: Array.from(scan.anglesRad),
        weightsRad: Array.from(scan.viewWeightsRad),
        channels: CHANNELS,
        spacing: 1.3,
        offset: -2.25,
      };
      const views = rowsOf(values, CHANNELS);
      const expected = Array.from({ length: grid.rows * grid.columns }, (_, i) =>
        directSum(views, direct, ((i % 29) - 14) * 1.1, (10.5 - Math.floor(i / 29)) * 1.1),
      );
      // A GPU knows the position to some 10⁻⁶ of a channel, and random views change by as much as they are per channel.
      close(await linear['back-projecting'].of(values), expected, Math.max(rounding, 1e-6));
    });

    test('adds to what is there, in any ranges of views', async () => {
      const operators = operatorsOf();
      const values = randomArray(VIEWS * CHANNELS, 7);
      const start = randomArray(grid.rows * grid.columns, 8);
      const input = await operators.upload(values, VIEWS, CHANNELS);
      const output = await operators.upload(start, grid.rows, grid.columns);
      for (const [from, to] of [
        [11, VIEWS],
        [0, 1],
        [1, 11],
      ] as const) {
        await operators.backProject(input, scan, grid, output, { from, to });
      }
      const sum = await linear['back-projecting'].of(values);
      close(
        await operators.read(output),
        sum.map((value, i) => value + start[i]!),
        Math.max(rounding, 1e-6),
      );
    });
  });

  describe('scanning an image', () => {
    test('of a broad Gaussian gives its line integrals', async () => {
      // exp(−r²/2σ²) about (x₀, y₀) integrates to √(2π)·σ·exp(−(u − u₀)²/2σ²) along any line; σ is 6 pixels. Linear
      // interpolation between samples 1 pixel apart errs by at most 1/8·|f″| = 1/(8·36) of the peak.
      const [sigma, x0, y0] = [6, 3.3, -4.1];
      const fine: ImageGrid = { rows: 80, columns: 72, pixelSizeMm: 1 };
      const values = Float32Array.from({ length: 80 * 72 }, (_, i) => {
        const [x, y] = [(i % 72) - 35.5, 39.5 - Math.floor(i / 72)];
        return Math.exp(-((x - x0) ** 2 + (y - y0) ** 2) / (2 * sigma ** 2));
      });
      const views = 24;
      const gaussScan = scanOfArc({ views, channels: 41, channelSpacingMm: 1, arcDeg: 360 });
      const result = await apply(values, [80, 72], [views, 41], (o, a, out) =>
        o.scanImage(a, fine, gaussScan, out, { from: 0, to: views }),
      );
      const peak = Math.sqrt(2 * Math.PI) * sigma;
      for (let v = 0; v < views; v++) {
        const angle = v * 15 * DEGREES;
        const u0 = x0 * Math.cos(angle) + y0 * Math.sin(angle);
        for (let k = 0; k < 41; k++) {
          const expected = peak * Math.exp(-((k - 20 - u0) ** 2) / (2 * sigma ** 2));
          expect(Math.abs(result[v * 41 + k]! - expected)).toBeLessThan(peak / (8 * 36));
        }
      }
    });

    test('made of an ellipse comes near the exact scan of the ellipse', async () => {
      const fine: ImageGrid = { rows: 128, columns: 128, pixelSizeMm: 0.5 };
      const ellipse = pointEllipse(5, -3, 17, 17, 0, 1);
      const raster = Float32Array.from(sampledTruth([ellipse], 'add', { rows: 128, columns: 128, pixelSize: 0.5 }));
      const ellipseScan = scanOfArc({ views: 31, channels: 64, channelSpacingMm: 1 });
      const joseph = await apply(raster, [128, 128], [31, 64], (o, a, out) =>
        o.scanImage(a, fine, ellipseScan, out, { from: 0, to: 31 }),
      );
      // The edge is known to half a pixel: of 34 mm of disk that is 1.5 %, met by the rays near the edge alone.
      close(joseph, await scanned(operatorsOf(), disks([5, -3, 17, 1]), ellipseScan), 0.015);
    });

    test('turned by a quarter is scanned a quarter of a turn later', async () => {
      const square: ImageGrid = { rows: 25, columns: 25, pixelSizeMm: 1.2 };
      const values = randomArray(625, 9);
      // Counter-clockwise: what was right is now at the top, (row, column) comes from (column, 24 − row).
      const turned = values.map((_, i) => values[(i % 25) * 25 + 24 - Math.floor(i / 25)]!);
      const scanFrom = (startDeg: number) => scanOfArc({ views: 17, channels: 40, channelSpacingMm: 1, startDeg });
      const of = (from: Float32Array, startDeg: number) =>
        apply(from, [25, 25], [17, 40], (o, a, out) =>
          o.scanImage(a, square, scanFrom(startDeg), out, { from: 0, to: 17 }),
        );
      // Random pixels change by as much as they are per pixel, so positions' rounding shows: 10⁻⁶ of a pixel or so.
      close(await of(turned, 93), await of(values, 3), Math.max(rounding, 1e-5));
    });
  });

  describe('scanning shapes', () => {
    test('θ and θ + 180° see the same lines from both sides', async () => {
      const phantom = disks([4, -3, 9, 1], [-7, 6, 4, 2]);
      const there = await scanned(operatorsOf(), phantom, scanOfArc({ views: 9, channels: 31, channelSpacingMm: 1 }));
      const back = await scanned(
        operatorsOf(),
        phantom,
        scanOfArc({ views: 9, channels: 31, channelSpacingMm: 1, startDeg: 180 }),
      );
      const mirrored = there.map((_, i) => there[Math.floor(i / 31) * 31 + 30 - (i % 31)]!);
      close(back, mirrored, 1e-5);
    });

    test.each(['add', 'replace'])('an edge that two rectangles share counts once with %s', async (composition) => {
      const rectangle = { type: 'rectangle', width: 10, height: 10, value: 1 };
      const file = { version: 1, name: 'a square in four', fieldSizeMm: 40, values: 'arbitrary', composition };
      const shapes = [-5, 5].flatMap((x) => [-5, 5].map((y) => ({ ...rectangle, x, y })));
      const quarters = scanOfArc({ views: 4, channels: 3, channelSpacingMm: 4, arcDeg: 360 });
      // u = −4, 0 and 4 mm from four sides: always the whole square, also along the edges inside of it.
      const views = await scanned(operatorsOf(), shapePhantom(parsePhantomFile({ ...file, shapes })), quarters);
      for (const integral of views) expect(integral).toBeCloseTo(20, 4);
    });

    test('a phantom that is turned and moved gives the chords at the turned and moved places', async () => {
      const [radius, angle, x, y] = [6, 40 * DEGREES, 9, -4];
      // Turned about the axis by 40° and then moved by (2, 1).
      const [movedX, movedY] = [
        x * Math.cos(angle) - y * Math.sin(angle) + 2,
        x * Math.sin(angle) + y * Math.cos(angle) + 1,
      ];
      const detector = { channels: 51, channelSpacingMm: 0.9, offset: 0 };
      const angles = Float64Array.of(0.3, -2, 1.1, 9);
      const moved = await scanned(operatorsOf(), disks([movedX, movedY, radius, 1]), scatteredScan(angles, detector));
      const expected = Array.from(angles).flatMap((theta) =>
        Array.from({ length: 51 }, (_, k) => {
          // The untouched disk under θ − 40°, at u less the shift along u.
          const u = (k - 25) * 0.9 - (2 * Math.cos(theta) + Math.sin(theta));
          const distance = u - (x * Math.cos(theta - angle) + y * Math.sin(theta - angle));
          return 2 * Math.sqrt(Math.max(0, radius * radius - distance * distance));
        }),
      );
      close(moved, expected, 1e-5);
    });
  });
}
