import { describe, expect, test } from 'vitest';
import { type FanScan, scatteredFanScan } from '../../src/geometry/fan-scan.ts';
import { type ImageGrid, squareGrid } from '../../src/geometry/image-grid.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { backProjectViews } from '../../src/reconstruction/fbp.ts';
import { RAMP_WINDOWS } from '../../src/reconstruction/windowed-ramp.ts';
import { chosenCases } from './chosen-cases.ts';
import { fanOfArc, rebinned, reconstructedByRebinning, reconstructedFan, scannedWith } from './fan-walk.ts';
import { randomArray } from './random.ts';
import { headShapes, sampledTruth } from './sampled-truth.ts';
import { HEAD_CENTRE, HEAD_ELLIPSES, headOnUnitSquare } from './shepp-logan.ts';
import { DEGREES, disks, meanWhere, rmsDifference, scanned } from './walk.ts';

/** Integral of the modified head along the line x·cosθ + y·sinθ = u (Kak & Slaney 1988, ch. 3, eq. 5), on its own. */
function headIntegral(theta: number, u: number): number {
  return HEAD_ELLIPSES.reduce((sum, [x, y, a, b, angleDeg, , value]) => {
    const turned = theta - angleDeg * DEGREES;
    const shadow = (a * Math.cos(turned)) ** 2 + (b * Math.sin(turned)) ** 2;
    const distance = u - (x * Math.cos(theta) + y * Math.sin(theta));
    return sum + (value * 2 * a * b * Math.sqrt(Math.max(0, shadow - distance ** 2))) / shadow;
  }, 0);
}

/** Fan angle of channel k, by the definition in the conventions. */
function fanAngle(scan: FanScan, k: number): number {
  const u = (k - (scan.channels - 1) / 2 - scan.offset) * scan.channelSpacingMm;
  return scan.detector === 'arc' ? u / scan.sourceToDetectorMm : Math.atan(u / scan.sourceToDetectorMm);
}

/**
 * The gates of testing.md for fans, for any backend.
 *
 * @param exact how far, relative to the RMS, results may be from the same sums in double precision
 * @param everyArc whether the head is scanned over every arc by both detectors, or, where a software GPU takes ten seconds
 * for each, over a short one, and over a whole turn by a flat one
 */
export function describeFanGates(operatorsOf: () => Operators, exact: number, everyArc: boolean): void {
  const relativelyClose = (actual: ArrayLike<number>, expected: ArrayLike<number>, most = exact) => {
    const size = rmsDifference(new Float64Array(expected.length), expected);
    expect(size).toBeGreaterThan(0);
    expect(rmsDifference(actual, expected) / size).toBeLessThan(most);
  };
  const slice = async (...[phantom, scan, grid, filter]: [...SliceOf]) =>
    reconstructedFan(operatorsOf(), await scannedWith(operatorsOf(), phantom, scan), scan, grid, filter);
  type SliceOf = [
    Parameters<typeof scannedWith>[1],
    FanScan,
    ImageGrid,
    (Parameters<typeof reconstructedFan>[4] | undefined)?,
  ];

  const detectors = ['arc', 'flat'] as const;
  const pixels = 256;
  const pixelSize = 2 / pixels;
  const headGrid = squareGrid(pixels, pixelSize);
  // A clinical scanner's distances about a head on [−1, 1]²; a channel is a pixel wide at the axis.
  const clinical = {
    sourceToIsocenterMm: 4.45,
    sourceToDetectorMm: 8.12,
    channels: 380,
    channelSpacingMm: (pixelSize * 8.12) / 4.45,
  };
  const head = headOnUnitSquare('shepp-logan-modified');

  describe.each(detectors)('scanning the head onto an %s detector', (detector) => {
    test.each([
      ['a full turn', { arcDeg: 360, offset: 0, channels: 61 }],
      ['a quarter of a channel off', { arcDeg: 360, offset: 0.25, channels: 60 }],
      ['a short scan, clockwise', { arcDeg: -230, offset: -3.5, channels: 61 }],
    ])('%s: every reading is the integral along θ = β − γ at u = D·sinγ', async (_, given) => {
      const scan = fanOfArc({ ...clinical, ...given, detector, views: 23, startDeg: 11, channelSpacingMm: 0.08 });
      const sinogram = await scannedWith(operatorsOf(), head, scan);
      const expected = Array.from(sinogram, (_, i) => {
        const view = Math.floor(i / given.channels);
        const beta = (11 + (view * given.arcDeg) / 23) * DEGREES;
        const gamma = fanAngle(scan, i % given.channels);
        return headIntegral(beta - gamma, 4.45 * Math.sin(gamma));
      });
      relativelyClose(sinogram, expected, 1e-5);
    });
  });

  describe('the modified head', () => {
    const truth = sampledTruth(headShapes('shepp-logan-modified'), 'add', {
      rows: pixels,
      columns: pixels,
      pixelSize,
    });
    const inCentre = (x: number, y: number) =>
      x > HEAD_CENTRE.left && x < HEAD_CENTRE.right && y > HEAD_CENTRE.bottom && y < HEAD_CENTRE.top;
    // conventions.md: 0.0187 from 360 parallel views over half a turn. A fan over a whole turn needs twice as many for the
    // same step; its rays lie closer off the axis, so that it is a little better rather than worse.
    const PARALLEL_RMSE = 0.0187;
    const scans = [
      ['a full turn', 720, 360],
      ['a full turn, clockwise', 720, -360],
      // 180° + the fan of 37.8° and a little.
      ['a short scan', 440, 220],
      ['a longer short scan', 560, 280],
    ] as const;

    describe.each(detectors)('on an %s detector', (detector) => {
      test.each(scans.filter(([name]) => everyArc || name === 'a short scan'))(
        'from %s of %i views over %i°',
        async (_, views, arcDeg) => {
          const scan = fanOfArc({ ...clinical, detector, views, arcDeg, startDeg: 12 });
          const sinogram = await scannedWith(operatorsOf(), head, scan);
          for (const image of [
            await reconstructedFan(operatorsOf(), sinogram, scan, headGrid),
            await reconstructedByRebinning(operatorsOf(), sinogram, scan, headGrid),
          ]) {
            expect(rmsDifference(image, truth)).toBeLessThan(PARALLEL_RMSE);
            expect(Math.abs(meanWhere(image, headGrid, inCentre) - 0.2)).toBeLessThan(4e-4);
          }
        },
      );

      const onThisOne = everyArc || detector === 'flat' ? test : () => undefined;
      onThisOne('a quarter of a channel of offset lets opposite views see between each other’s channels', async () => {
        const scan = fanOfArc({ ...clinical, detector, views: 720, offset: 0.25 });
        const sinogram = await scannedWith(operatorsOf(), head, scan);
        // Half the spacing, and with it aliasing from beyond twice the frequency only.
        const fbp = await reconstructedFan(operatorsOf(), sinogram, scan, headGrid);
        expect(rmsDifference(fbp, truth)).toBeLessThan(0.7 * PARALLEL_RMSE);
        const byRebinning = await reconstructedByRebinning(operatorsOf(), sinogram, scan, headGrid);
        expect(rmsDifference(byRebinning, truth)).toBeLessThan(0.7 * PARALLEL_RMSE);
      });
    });
  });

  describe('values', () => {
    const machine = { sourceToIsocenterMm: 300, sourceToDetectorMm: 520, channels: 250, channelSpacingMm: 1.1 };
    const grid = squareGrid(96, 1.5);
    const meanOf = (image: Float32Array) => meanWhere(image, grid, (x, y) => Math.hypot(x, y) < 60);

    // The bound of the parallel gate: a disk of 110 channels' radius.
    test.each(
      chosenCases(
        detectors.flatMap((detector) => RAMP_WINDOWS.map((window) => [detector, window] as const)),
        everyArc,
      ),
    )("%s: a uniform disk's mean is within 10⁻³ with %s", async (detector, window) => {
      const scan = fanOfArc({ ...machine, detector, views: 120 });
      expect(Math.abs(meanOf(await slice(disks([0, 0, 70, 0.5]), scan, grid, { window })) / 0.5 - 1)).toBeLessThan(
        1e-3,
      );
    });

    // A square of the wrong distance in the weight would show at once.
    test.each(
      chosenCases(
        detectors.flatMap((detector) =>
          [
            [110, 130],
            [110, 400],
            [200, 260],
            [1000, 1100],
            [1000, 3000],
          ].map(([isocenter, toDetector]) => [detector, isocenter!, toDetector!] as const),
        ),
        everyArc,
      ),
    )(
      '%s: the mean stays with the source at %i mm and the detector at %i mm',
      async (detector, isocenter, toDetector) => {
        const scan = fanOfArc({
          detector,
          sourceToIsocenterMm: isocenter,
          sourceToDetectorMm: toDetector,
          views: 180,
          channels: 301,
          // 150 channels to either side see 75 mm around the axis.
          channelSpacingMm:
            (detector === 'arc' ? Math.asin(75 / isocenter) : Math.tan(Math.asin(75 / isocenter))) * (toDetector / 150),
        });
        const mean = meanOf(await slice(disks([3, -2, 66, 1]), scan, grid));
        expect(Math.abs(mean - 1)).toBeLessThan(1.5e-3);
      },
    );

    test.each(detectors.flatMap((detector) => [0.1, 10].map((scale) => [detector, scale] as const)))(
      '%s: a world %s times as large gives the same image',
      async (detector, scale) => {
        const at = (unit: number) =>
          slice(
            disks([4 * unit, -3 * unit, 11.3 * unit, 1 / unit], [-9 * unit, 6 * unit, 4.7 * unit, 2 / unit]),
            fanOfArc({
              detector,
              sourceToIsocenterMm: 60 * unit,
              sourceToDetectorMm: 100 * unit,
              views: 40,
              channels: 61,
              channelSpacingMm: 1.7 * unit,
            }),
            squareGrid(48, 1.1 * unit),
          );
        relativelyClose(
          (await at(scale)).map((value) => value * scale),
          await at(1),
          1e-4,
        );
      },
    );

    test.each(
      chosenCases(
        detectors.flatMap((detector) => [0.5, 1, 2, 4].map((pixel) => [detector, pixel] as const)),
        everyArc,
      ),
    )('%s: pixels of %s mm leave the mean as it is', async (detector, pixel) => {
      const scan = fanOfArc({ ...machine, detector, views: 180, channels: 180, channelSpacingMm: 1.3 });
      const at = squareGrid(Math.ceil(80 / pixel), pixel);
      const mean = meanWhere(await slice(disks([1.3, -0.7, 35, 1]), scan, at), at, (x, y) => Math.hypot(x, y) < 25);
      expect(Math.abs(mean - 1)).toBeLessThan(4e-3);
    });

    test.each(detectors)('%s: unfiltered, the axis gets π times the mean of what its ray reads', async (detector) => {
      const scan = fanOfArc({ ...machine, detector, views: 90, channels: 181 });
      const image = await slice(disks([0, 0, 40, 1]), scan, squareGrid(1, 1), { window: 'none' });
      expect(image[0]! / (80 * Math.PI)).toBeCloseTo(1, 5);
    });
  });

  describe('arcs', () => {
    const grid = squareGrid(48, 1.25);
    const machine = { sourceToIsocenterMm: 150, sourceToDetectorMm: 260, channels: 151, channelSpacingMm: 1.1 };
    const phantom = disks([8, -5, 20, 1]);
    const inside = (x: number, y: number) => Math.hypot(x - 8, y + 5) < 15;

    // The fan is 36.3°: from 217° on every line is seen.
    const enough = [217, 240, 300, 359, 360, 400, 720, 900];
    test.each(
      chosenCases(
        detectors.flatMap((detector) =>
          enough.flatMap((arc) => [arc, -arc].map((signed) => [detector, signed] as const)),
        ),
        everyArc,
      ),
    )('%s: over %d° a disk has its value', async (detector, arcDeg) => {
      const scan = fanOfArc({ ...machine, detector, views: 240, arcDeg, startDeg: 33 });
      expect(Math.abs(meanWhere(await slice(phantom, scan, grid), grid, inside) - 1)).toBeLessThan(2e-3);
    });

    test('two turns are the mean of both', async () => {
      const twice = fanOfArc({ ...machine, views: 60, arcDeg: 720 });
      const once = fanOfArc({ ...machine, views: 30, arcDeg: 360 });
      relativelyClose(await slice(phantom, twice, grid), await slice(phantom, once, grid));
    });

    test('views in any order at their own angles give the same slice', async () => {
      const scan = fanOfArc({ ...machine, views: 60, arcDeg: 240, startDeg: 100 });
      const order = Array.from({ length: 60 }, (_, i) => (i * 23) % 60);
      const shuffled = scatteredFanScan(
        Float64Array.from(order, (view) => scan.anglesRad[view]!),
        scan,
      );
      relativelyClose(await slice(phantom, shuffled, grid), await slice(phantom, scan, grid), Math.max(exact, 1e-5));
    });

    test.each([
      [1, 360],
      [2, 360],
      [3, 360],
      [1, 200],
      [2, 90],
      [3, 240],
    ])('%i views over %i° give finite slices by every way', async (views, arcDeg) => {
      for (const detector of detectors) {
        const scan = fanOfArc({ ...machine, detector, views, arcDeg });
        const sinogram = await scannedWith(operatorsOf(), phantom, scan);
        for (const image of [
          await reconstructedFan(operatorsOf(), sinogram, scan, grid),
          await reconstructedFan(operatorsOf(), sinogram, scan, grid, { window: 'none' }),
          await reconstructedByRebinning(operatorsOf(), sinogram, scan, grid),
        ]) {
          expect(image.every(Number.isFinite)).toBe(true);
          expect(image.some((value) => value !== 0)).toBe(true);
        }
      }
    });

    test('an arc that is too short stays of the right size where it sees', async () => {
      const scan = fanOfArc({ ...machine, views: 150, arcDeg: 150 });
      const mean = meanWhere(await slice(phantom, scan, grid), grid, inside);
      expect(mean).toBeGreaterThan(0.5);
      expect(mean).toBeLessThan(1.3);
    });
  });

  describe('places', () => {
    const place = { x: 11.3, y: -7.6 };
    const phantom = disks([place.x, place.y, 3.3, 1]);
    const machine = { sourceToIsocenterMm: 90, sourceToDetectorMm: 150, channelSpacingMm: 5 / 3 };

    test.each(
      chosenCases(
        detectors.flatMap((detector) =>
          [
            [64, 0],
            [65, 0],
            [64, 0.25],
            [65, -0.25],
            [64, 5],
            [65, -3.75],
          ].map(([channels, offset]) => [detector, channels!, offset!] as const),
        ),
        everyArc,
      ),
    )('%s of %i channels with offset %d puts a disk where it is', async (detector, channels, offset) => {
      const scan = fanOfArc({ ...machine, detector, channels, offset, views: 120, startDeg: 25 });
      const sinogram = await scannedWith(operatorsOf(), phantom, scan);
      for (const grid of [squareGrid(48, 1), squareGrid(47, 1)]) {
        for (const image of [
          await reconstructedFan(operatorsOf(), sinogram, scan, grid),
          await reconstructedByRebinning(operatorsOf(), sinogram, scan, grid),
        ]) {
          const near = (x: number, y: number) => Math.hypot(x - place.x, y - place.y) < 6;
          const mass = meanWhere(image, grid, near);
          const moment = (of: (x: number, y: number) => number) => {
            const weighted = image.map((value, i) => {
              const [row, column] = [Math.floor(i / grid.columns), i % grid.columns];
              return value * of(column - (grid.columns - 1) / 2, (grid.rows - 1) / 2 - row);
            });
            return meanWhere(weighted, grid, near) / mass;
          };
          // A tenth of what half a channel would do.
          expect(Math.hypot(moment((x) => x) - place.x, moment((_, y) => y) - place.y)).toBeLessThan(0.05);
        }
      }
    });

    test.each(detectors)('%s: each of four different disks is found at its own row and column', async (detector) => {
      const four = disks([15.5, 9.5, 4, 1], [-12.5, 17.5, 4, 2], [-8.5, -20.5, 4, 3], [19.5, -5.5, 4, 4]);
      const grid = { rows: 64, columns: 56, pixelSizeMm: 1 };
      const scan = fanOfArc({ ...machine, detector, channels: 91, views: 240 });
      const sinogram = await scannedWith(operatorsOf(), four, scan);
      for (const image of [
        await reconstructedFan(operatorsOf(), sinogram, scan, grid),
        await reconstructedByRebinning(operatorsOf(), sinogram, scan, grid),
      ]) {
        const at = (row: number, column: number) => image[row * 56 + column]!;
        // Columns x + 27.5, rows 31.5 − y, counted by hand. Streaks of the others reach a tenth.
        [at(22, 43), at(14, 15), at(52, 19), at(37, 47)].forEach((value, i) => {
          expect(Math.abs(value - (i + 1))).toBeLessThan(0.25);
        });
        for (const [row, column] of [
          [49, 15],
          [14, 40],
          [49, 40],
        ] as const) {
          expect(Math.abs(at(row, column))).toBeLessThan(0.25);
        }
      }
    });
  });

  describe('back-projecting', () => {
    const machine = { sourceToIsocenterMm: 57, sourceToDetectorMm: 104, channels: 41, channelSpacingMm: 1.9 };

    test.each(detectors)('%s: in any ranges of views adds up to the whole', async (detector) => {
      const scan = fanOfArc({ ...machine, detector, views: 24, offset: 0.25 });
      const operators = operatorsOf();
      const grid = squareGrid(30, 1);
      const views = await operators.upload(randomArray(24 * 41, 1), 24, 41);
      const whole = await operators.create(30, 30);
      const parts = await operators.create(30, 30);
      for await (const _ of backProjectViews(operators, scan, grid, views, whole));
      let step = 0;
      for await (const _ of backProjectViews(operators, scan, grid, views, parts, () => (step += 3)));
      relativelyClose(await operators.read(parts), await operators.read(whole), Math.max(exact, 1e-5));
      for (const array of [views, whole, parts]) operators.release(array);
    });

    test.each(detectors)(
      '%s: a grid that reaches beyond the source stays finite, and the field of view is as ever',
      async (detector) => {
        const scan = fanOfArc({ ...machine, detector, views: 40 });
        const sinogram = await scannedWith(operatorsOf(), disks([3, 2, 8, 1]), scan);
        const large = await reconstructedFan(operatorsOf(), sinogram, scan, squareGrid(150, 1));
        const small = await reconstructedFan(operatorsOf(), sinogram, scan, squareGrid(30, 1));
        expect(large.every(Number.isFinite)).toBe(true);
        const cut = small.map((_, i) => large[(60 + Math.floor(i / 30)) * 150 + 60 + (i % 30)]!);
        relativelyClose(cut, small, Math.max(exact, 1e-5));
      },
    );

    test('an object wider than the field of view stays finite and near its value inside', async () => {
      const scan = fanOfArc({ ...machine, views: 120 });
      const grid = squareGrid(40, 1);
      const image = await slice(disks([0, 0, 27, 1]), scan, grid);
      expect(image.every(Number.isFinite)).toBe(true);
      const mean = meanWhere(image, grid, (x, y) => Math.hypot(x, y) < 8);
      expect(mean).toBeGreaterThan(0.8);
      expect(mean).toBeLessThan(2);
    });
  });

  describe('rebinning', () => {
    const phantom = disks([8, -5, 20, 1], [-15, 10, 5, 2]);
    const machine = { sourceToIsocenterMm: 150, sourceToDetectorMm: 260, channelSpacingMm: 0.9 };

    test.each(
      chosenCases(
        detectors.flatMap((detector) =>
          [
            [360, 0],
            [360, 0.25],
            [-360, -0.25],
            [225, 0],
            [-240, 0.25],
            [800, 0],
          ].map(([arc, offset]) => [detector, arc!, offset!] as const),
        ),
        everyArc,
      ),
    )('%s: over %d° with offset %d gives what a parallel scan reads', async (detector, arcDeg, offset) => {
      const views = Math.round(Math.abs(arcDeg) * 2);
      const scan = fanOfArc({ ...machine, detector, channels: 160, views, arcDeg, offset, startDeg: 40 });
      const { views: made, parallel } = await rebinned(
        operatorsOf(),
        await scannedWith(operatorsOf(), phantom, scan),
        scan,
      );
      expect(parallel.anglesRad.length).toBe(Math.round((views * 180) / Math.abs(arcDeg)));
      // Interpolation errs near the disks' edges, where chords rise like a square root: some 1 % RMS of one channel in fifty.
      relativelyClose(made, await scanned(operatorsOf(), phantom, parallel), 0.012);
    });

    test.each([
      ['golden steps', Array.from({ length: 720 }, (_, view) => view * 111.24611797)],
      ['three turns of 240.1 views', Array.from({ length: 720 }, (_, view) => (view * 360) / 240.1)],
      ['two turns of a short scan', Array.from({ length: 800 }, (_, view) => ((view * 7) % 400) * 0.6)],
    ])('%s give what a parallel scan reads', async (_, degrees) => {
      const angles = Float64Array.from(degrees, (angle) => angle * DEGREES);
      const scan = scatteredFanScan(angles, { ...machine, detector: 'arc', channels: 160, offset: 0 });
      const values = await scannedWith(operatorsOf(), phantom, scan);
      const { views: made, parallel } = await rebinned(operatorsOf(), values, scan);
      relativelyClose(made, await scanned(operatorsOf(), phantom, parallel), 0.012);
    });

    test('a detector far to one side measures all lines over a full turn, and rebinning knows', async () => {
      // Some 40 channels of 160 see beyond the axis on the short side.
      const scan = fanOfArc({ ...machine, channels: 100, views: 360, offset: -34.5 });
      const grid = squareGrid(48, 1.25);
      const image = await reconstructedByRebinning(
        operatorsOf(),
        await scannedWith(operatorsOf(), phantom, scan),
        scan,
        grid,
      );
      const mean = meanWhere(image, grid, (x, y) => Math.hypot(x - 8, y + 5) < 12);
      expect(Math.abs(mean - 1)).toBeLessThan(5e-3);
    });
  });
}
