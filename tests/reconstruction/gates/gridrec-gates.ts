import { describe, expect, test } from 'vitest';
import { type ImageGrid, squareGrid } from '../../../src/geometry/grid.ts';
import { type ParallelScan, scatteredScan } from '../../../src/geometry/parallel/parallel-scan.ts';
import { detectorReachMm } from '../../../src/geometry/scan.ts';
import { planGridrec } from '../../../src/methods/gridrec/plan-gridrec.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import type { ShapePhantom } from '../../../src/phantom/phantom.ts';
import { shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { RAMP_WINDOWS } from '../../../src/reconstruction/ramp-windows.ts';
import { chosenCases } from '../../support/chosen-cases.ts';
import { libraryPhantom } from '../../support/library-phantom.ts';
import { randomArray } from '../../support/random.ts';
import { headShapes, sampledTruth } from '../../support/sampled-truth.ts';
import { HEAD_CENTRE, HEAD_RMSE, headOnUnitSquare } from '../../support/shepp-logan.ts';
import {
  disks,
  meanWhere,
  reconstructed,
  reconstructedByGridrec,
  rmsDifference,
  scanned,
  scanOfArc,
} from '../../support/walk.ts';

/** RMS of the difference over the RMS of what is expected, where the condition holds. */
function relativeDifference(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  where: (i: number) => boolean = () => true,
): number {
  const chosen = Array.from(expected, (_, i) => i).filter(where);
  const pick = (values: ArrayLike<number>) => chosen.map((i) => values[i]!);
  return rmsDifference(pick(actual), pick(expected)) / rmsDifference(pick(expected), new Float32Array(chosen.length));
}

/**
 * The gates of FBP that gridrec has to pass too, and how near it comes to FBP, for any backend.
 *
 * @param everySize whether the head is reconstructed at every size and every number of views is tried, or, where a
 * software GPU takes half a minute for the largest, the others: that the GPU sums up what the CPU does, in batches of views
 * too, its twins' tests show
 */
export function describeGridrec(operatorsOf: () => Operators, everySize: boolean): void {
  const gridrec = async (phantom: ShapePhantom, scan: ParallelScan, grid: ImageGrid, filter?: object) =>
    reconstructedByGridrec(operatorsOf(), await scanned(operatorsOf(), phantom, scan), scan, grid, filter);

  describe('the modified head from exact line integrals', () => {
    const head = headOnUnitSquare('shepp-logan-modified');
    test.each(chosenCases(HEAD_RMSE, everySize))(
      '$pixels² from $views views: the RMSE of FBP, $rmse',
      async ({ pixels, views, channels, rmse }) => {
        const pixelSize = 2 / pixels;
        const grid = squareGrid(pixels, pixelSize);
        const scan = scanOfArc({ views, channels, channelSpacingMm: pixelSize });
        const sinogram = await scanned(operatorsOf(), head, scan);
        const image = await reconstructedByGridrec(operatorsOf(), sinogram, scan, grid);
        const shapes = headShapes('shepp-logan-modified');
        const truth = sampledTruth(shapes, 'add', { rows: pixels, columns: pixels, pixelSize });
        // What linear interpolation lets pass beyond twice Nyquist is missing, most of it error: 1 to 2 % less of it.
        expect(rmsDifference(image, truth) / rmse).toBeLessThan(1.005);
        expect(rmsDifference(image, truth) / rmse).toBeGreaterThan(0.97);
        expect(Math.abs(meanWhere(image, grid, inCentre) - 0.2)).toBeLessThan(4e-4);
        const fbp = await reconstructed(operatorsOf(), sinogram, scan, grid);
        const inField = (i: number) =>
          Math.hypot((i % pixels) - (pixels - 1) / 2, Math.floor(i / pixels) - (pixels - 1) / 2) < pixels / 2;
        // The same missing part against FBP; with few views more of it lies between them.
        expect(relativeDifference(image, fbp, inField)).toBeLessThan(0.015);
      },
    );
  });

  describe('values', () => {
    // As for FBP: a disk's chords, sampled at points, err in its mass by at most 0.37·(τ/R)^1.5.
    test.each(chosenCases(RAMP_WINDOWS, everySize))("a uniform disk's mean is within 10⁻³ with %s", async (window) => {
      const grid = squareGrid(96, 1.5);
      const scan = scanOfArc({ views: 90, channels: 250, channelSpacingMm: 0.6 });
      const image = await gridrec(disks([0, 0, 70, 0.5]), scan, grid, { window });
      expect(Math.abs(meanWhere(image, grid, (x, y) => Math.hypot(x, y) < 60) / 0.5 - 1)).toBeLessThan(1e-3);
    });

    test('noiseless water is 0 HU within ±1 in every pixel further than 10 pixels from its edge', async () => {
      const scan = scanOfArc({ views: 360, channels: 368, channelSpacingMm: 1 });
      const image = await gridrec(shapePhantom(libraryPhantom('water-disk')), scan, squareGrid(200, 1));
      let most = 0;
      for (let i = 0; i < image.length; i++) {
        const distance = Math.hypot((i % 200) - 99.5, Math.floor(i / 200) - 99.5);
        // Water at 60 keV: 0.02059 /mm.
        if (distance < 90) most = Math.max(most, Math.abs((1000 * (image[i]! - 0.02059)) / 0.02059));
      }
      expect(most).toBeLessThan(1);
    });

    test.each([0.1, 10])('a world %s times as large gives the same image', async (scale) => {
      const at = (unit: number) =>
        gridrec(
          disks([4 * unit, -3 * unit, 11.3 * unit, 1 / unit], [-9 * unit, 6 * unit, 4.7 * unit, 2 / unit]),
          scanOfArc({ views: 40, channels: 61, channelSpacingMm: unit }),
          squareGrid(48, 1.1 * unit),
        );
      const scaled = (await at(scale)).map((value) => value * scale);
      // Lengths in another unit round differently in float32: some 2⁻²⁴ per operation, far below 10⁻⁴.
      expect(relativeDifference(scaled, await at(1))).toBeLessThan(1e-4);
    });

    const spacings = [0.5, 1, 2, 4];
    test.each(
      chosenCases(
        spacings.flatMap((spacing) => spacings.map((pixel) => [spacing, pixel] as const)),
        everySize,
      ),
    )('spacing %s mm, pixels of %s mm: the mean stays', async (spacing, pixelSize) => {
      const grid = squareGrid(Math.ceil(48 / pixelSize), pixelSize);
      const scan = scanOfArc({ views: 90, channels: Math.ceil(90 / spacing), channelSpacingMm: spacing });
      const image = await gridrec(disks([1.3, -0.7, 25, 1]), scan, grid);
      const mean = meanWhere(image, grid, (x, y) => Math.hypot(x - 1.3, y + 0.7) < 17);
      // 5 % at the coarsest, as in ASTRA's own test; in proportion to the spacing below that.
      expect(Math.abs(mean - 1)).toBeLessThan((0.05 * spacing) / 4);
    });
  });

  describe('places', () => {
    const place = { x: 11.3, y: -7.6 };
    const phantom = disks([place.x, place.y, 3.3, 1]);
    // Half a channel too far would move the disk by half a millimetre; a tenth of that is asked for.
    async function expectInPlace(scan: ParallelScan, grid: ImageGrid) {
      const image = await gridrec(phantom, scan, grid);
      let [mass, momentX, momentY] = [0, 0, 0];
      image.forEach((value, i) => {
        const x = ((i % grid.columns) - (grid.columns - 1) / 2) * grid.pixelSizeMm;
        const y = ((grid.rows - 1) / 2 - Math.floor(i / grid.columns)) * grid.pixelSizeMm;
        if (Math.hypot(x - place.x, y - place.y) > 6) return;
        mass += value;
        momentX += value * x;
        momentY += value * y;
      });
      expect(Math.hypot(momentX / mass - place.x, momentY / mass - place.y)).toBeLessThan(0.05);
    }

    test.each(
      chosenCases(
        [
          [64, 0],
          [65, 0],
          [64, 5],
          [65, -5],
          [64, 3.25],
          [65, -7.5],
        ],
        everySize,
      ),
    )('%i channels with offset %d put a disk where it is', async (channels, offset) => {
      const scan = scanOfArc({ views: 90, channels, channelSpacingMm: 1, offset });
      await expectInPlace(scan, squareGrid(48, 1));
      await expectInPlace(scan, squareGrid(47, 1));
    });

    test.each(chosenCases([30, -75, 180, 270, 1000], everySize))(
      'a scan that starts at %d° gives the same slice',
      async (startDeg) => {
        await expectInPlace(scanOfArc({ views: 90, channels: 64, channelSpacingMm: 1, startDeg }), squareGrid(48, 1));
      },
    );

    test('each of four different disks is found at its own row and column', async () => {
      const four = disks([15.5, 9.5, 4, 1], [-12.5, 17.5, 4, 2], [-8.5, -20.5, 4, 3], [19.5, -5.5, 4, 4]);
      const image = await gridrec(
        four,
        scanOfArc({ views: 120, channels: 91, channelSpacingMm: 1 }),
        squareGrid(64, 1),
      );
      const at = (row: number, column: number) => image[row * 64 + column]!;
      // Columns x + 31.5, rows 31.5 − y, counted by hand. Streaks of the others reach a tenth.
      const found = [at(22, 47), at(14, 19), at(52, 23), at(37, 51)];
      [1, 2, 3, 4].forEach((value, i) => {
        expect(Math.abs(found[i]! - value)).toBeLessThan(0.2);
      });
      // Where a flip or a transposition would put the second one.
      for (const [row, column] of [
        [49, 19],
        [14, 44],
        [49, 44],
      ] as const) {
        expect(Math.abs(at(row, column))).toBeLessThan(0.2);
      }
    });
  });

  describe('views', () => {
    const grid = squareGrid(48, 1.25);
    const phantom = disks([8, -5, 20, 1]);
    const inside = (x: number, y: number) => Math.hypot(x - 8, y + 5) < 15;

    test.each(chosenCases([180, 181, 200, 360, 540, -180, -270], everySize))(
      'over %d° a disk has its value',
      async (arcDeg) => {
        const scan = scanOfArc({ views: 180, channels: 120, channelSpacingMm: 0.8, arcDeg, startDeg: 33 });
        expect(Math.abs(meanWhere(await gridrec(phantom, scan, grid), grid, inside) - 1)).toBeLessThan(1e-3);
      },
    );

    test('in any order and at any angles give the same image as in theirs', async () => {
      const detector = { channels: 61, channelSpacingMm: 1.2, offset: 0.3 };
      const angles = randomArray(70, 12).map((value) => value * 4);
      const scan = scatteredScan(Float64Array.from(angles), detector);
      const sorted = scatteredScan(Float64Array.from(angles).sort(), detector);
      const image = await gridrec(phantom, scan, grid);
      // Sums in another order, in float32.
      expect(relativeDifference(image, await gridrec(phantom, sorted, grid))).toBeLessThan(1e-5);
      expect(Math.abs(meanWhere(image, grid, inside) - 1)).toBeLessThan(0.02);
    });

    test.each([1, 2, 3, 180, ...(everySize ? [2047, 2048, 4096] : [])])(
      '%i of them give what FBP gives',
      async (views) => {
        // A round object so smooth, and channels so fine, that linear interpolation adds next to nothing of its own.
        const channels = 183;
        const scan = scanOfArc({ views, channels, channelSpacingMm: 0.25, offset: 0.75 });
        const profile = Float32Array.from({ length: channels }, (_, k) => Math.exp(-(((k - 91.75) * 0.25) ** 2) / 20));
        const sinogram = new Float32Array(views * channels);
        for (let view = 0; view < views; view++) sinogram.set(profile, view * channels);
        const small = squareGrid(16, 2.25);
        const fbp = await reconstructed(operatorsOf(), sinogram, scan, small, { window: 'hann' });
        const image = await reconstructedByGridrec(operatorsOf(), sinogram, scan, small, { window: 'hann' });
        // Within the circle that every view sees whole; gridding to 10⁻³ at worst.
        const seen = (i: number) => Math.hypot((i % 16) - 7.5, Math.floor(i / 16) - 7.5) * 2.25 < 21;
        expect(relativeDifference(image, fbp, seen)).toBeLessThan(1e-3);
      },
    );
  });

  describe('grids', () => {
    const scan = scanOfArc({ views: 60, channels: 40, channelSpacingMm: 1 });
    const readings = randomArray(60 * 40, 3);
    const imageOn = (grid: ImageGrid) => reconstructedByGridrec(operatorsOf(), readings, scan, grid);
    const cut = (image: Float32Array, from: number, to: number) =>
      Float32Array.from({ length: to * to }, (_, i) => {
        const border = (from - to) / 2;
        return image[(Math.floor(i / to) + border) * from + (i % to) + border]!;
      });

    test.each([12, 20, 28])('one of %i² is cut from a larger one', async (pixels) => {
      // Another grid grids otherwise: each is true to 10⁻³ of white noise.
      const image = await imageOn(squareGrid(pixels, 1));
      expect(relativeDifference(image, cut(await imageOn(squareGrid(40, 1)), 40, pixels))).toBeLessThan(2e-3);
    });

    test('one four times as large as the detector is 0 where no view sees, and nothing comes back around', async () => {
      const image = await imageOn(squareGrid(160, 1));
      expect(relativeDifference(cut(image, 160, 28), await imageOn(squareGrid(28, 1)))).toBeLessThan(2e-3);
      image.forEach((value, i) => {
        const fromAxis = Math.hypot((i % 160) - 79.5, Math.floor(i / 160) - 79.5);
        if (fromAxis > detectorReachMm(scan)) expect(value).toBe(0);
      });
    });

    test('an object wider than the detector stays finite', async () => {
      const image = await gridrec(disks([0, 0, 60, 1]), scan, squareGrid(64, 1));
      expect(image.every(Number.isFinite)).toBe(true);
    });

    test('what an image held before is gone', async () => {
      const sinogram = await operatorsOf().upload(readings, 60, 40);
      const image = await operatorsOf().upload(new Float32Array(28 * 28).fill(9), 28, 28);
      const grid = squareGrid(28, 1);
      await operatorsOf().reconstructFourier(planGridrec(scan, grid, 'ram-lak', 1), sinogram, scan, grid, image);
      expect([...(await operatorsOf().read(image))]).toEqual([...(await imageOn(grid))]);
      for (const array of [sinogram, image]) operatorsOf().release(array);
    });
  });

  test('twice the readings give twice the image, and the sum of two sinograms the sum of the images', async () => {
    const scan = scanOfArc({ views: 24, channels: 40, channelSpacingMm: 1, startDeg: 7 });
    const grid = squareGrid(27, 1);
    const [a, b] = [randomArray(24 * 40, 1), randomArray(24 * 40, 2)];
    const of = (values: Float32Array) => reconstructedByGridrec(operatorsOf(), values, scan, grid);
    const [ofA, ofB] = [await of(a), await of(b)];
    const ofBoth = await of(a.map((value, i) => 2 * value + b[i]!));
    // Rounding to float32, as everywhere.
    expect(
      relativeDifference(
        ofBoth,
        ofA.map((value, i) => 2 * value + ofB[i]!),
      ),
    ).toBeLessThan(1e-5);
  });

  test('turning the scan by a right angle turns the image', async () => {
    const at = (startDeg: number) => scanOfArc({ views: 40, channels: 61, channelSpacingMm: 1, startDeg, arcDeg: 360 });
    const readings = randomArray(40 * 61, 9);
    const grid = squareGrid(40, 1);
    const image = await reconstructedByGridrec(operatorsOf(), readings, at(0), grid);
    const turned = await reconstructedByGridrec(operatorsOf(), readings, at(90), grid);
    // Counter-clockwise: what was at (x, y) is at (−y, x).
    const back = turned.map((_, i) => turned[(39 - (i % 40)) * 40 + Math.floor(i / 40)]!);
    expect(relativeDifference(back, image)).toBeLessThan(1e-4);
  });
}

const inCentre = (x: number, y: number) =>
  x > HEAD_CENTRE.left && x < HEAD_CENTRE.right && y > HEAD_CENTRE.bottom && y < HEAD_CENTRE.top;
