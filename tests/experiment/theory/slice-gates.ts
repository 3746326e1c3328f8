import { beforeAll, describe, expect, test } from 'vitest';
import { type FbpSettings, FbpTheory } from '../../../src/experiment/theory/fbp-theory.ts';
import type { MeasuredPlane } from '../../../src/measure/plane.ts';
import { detectability } from '../../../src/measure/spectra/detectability.ts';
import { expectedRadialNoise } from '../../../src/measure/spectra/expected-noise.ts';
import { transferOfDisk } from '../../../src/measure/spectra/mtf-of-disk.ts';
import { mtfOfEdge } from '../../../src/measure/spectra/mtf-of-edge.ts';
import { mtfOfPoint } from '../../../src/measure/spectra/mtf-of-point.ts';
import { noisePower } from '../../../src/measure/spectra/noise-power.ts';
import { squaresInCircle } from '../../../src/measure/spectra/noise-squares.ts';
import { evenFrequencies, frequencyAtLevel, type SpectralCurve } from '../../../src/measure/spectra/spectral-curve.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import type { ShapePhantom } from '../../../src/phantom/phantom.ts';
import { parsePhantomFile, shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { RAMP_WINDOWS, type RampWindow } from '../../../src/reconstruction/ramp-windows.ts';
import { squarePlane } from '../../support/measured-planes.ts';
import { normalNumbers } from '../../support/normal-random.ts';
import { disks, type FilterChoice, reconstructed, scanned, scanOfArc } from '../../support/walk.ts';

const SCAN = { views: 360, channels: 192, channelSpacingMm: 1 };
/** Rays that stand for a channel's width. */
const RAYS = 8;

const theoryOf = (changes: Partial<FbpSettings> = {}) =>
  new FbpTheory({
    ...{ channelSpacingMm: 1, views: SCAN.views, window: 'ram-lak', cutoff: 1, interpolation: 'linear', aperture: 0 },
    ...changes,
  });

function levelOf(curve: SpectralCurve, level: number): number {
  const found = frequencyAtLevel(curve, level);
  if ('whyNot' in found) throw new Error(found.whyNot);
  return found.perMm;
}

function expectedLevel(theory: FbpTheory, level: number): number {
  const frequencies = evenFrequencies(1 / theory.settings.channelSpacingMm, 0.001);
  return levelOf({ frequencies, values: frequencies.map((frequency) => theory.transfer(frequency)) }, level);
}

/**
 * What is measured in slices that any backend's operators make, by the theory of filtered back-projection.
 *
 * @param draws of noise
 */
export function describeSliceTheory(operatorsOf: () => Operators, draws: number): void {
  /** A slice of readings, with its middle on the axis. */
  async function sliceOf(
    readings: Float32Array,
    pixels: number,
    side: number,
    filter: FilterChoice,
    scan = scanOfArc(SCAN),
  ): Promise<MeasuredPlane> {
    const grid = { rows: pixels, columns: pixels, pixelSizeMm: side };
    return squarePlane(await reconstructed(operatorsOf(), readings, scan, grid, filter), pixels, side);
  }

  /** Readings of channels as wide as they are apart, as the mean of rays across them, or of rays without a width. */
  async function readingsOf(phantom: ShapePhantom, aperture: 0 | 1): Promise<Float32Array> {
    if (aperture === 0) return scanned(operatorsOf(), phantom, scanOfArc(SCAN));
    const fine = { ...SCAN, channels: SCAN.channels * RAYS, channelSpacingMm: 1 / RAYS };
    const rays = await scanned(operatorsOf(), phantom, scanOfArc(fine));
    return Float32Array.from({ length: SCAN.views * SCAN.channels }, (_, i) => {
      let sum = 0;
      for (let ray = 0; ray < RAYS; ray++) sum += rays[i * RAYS + ray]!;
      return sum / RAYS;
    });
  }

  describe('noise of readings of variance 1', () => {
    const PIXELS = 128;
    const slices = new Map<RampWindow, readonly MeasuredPlane[]>();

    beforeAll(async () => {
      const noise = Array.from({ length: draws }, (_, i) => normalNumbers(SCAN.views * SCAN.channels, 11 + i));
      for (const window of RAMP_WINDOWS) {
        const made: MeasuredPlane[] = [];
        for (const readings of noise) made.push(await sliceOf(readings, PIXELS, 1, { window }));
        slices.set(window, made);
      }
    });

    test.each(RAMP_WINDOWS)('has the variance of %s', (window) => {
      const all = slices.get(window)!.flatMap(({ values }) => Array.from(values));
      const variance = all.reduce((sum, value) => sum + value * value, 0) / all.length;
      // Four slices of 128² pixels, of which neighbours have much in common, know it to about 1 %.
      expect(Math.abs(variance / theoryOf({ window }).variance - 1)).toBeLessThan(0.04 / Math.sqrt(draws));
    });

    test.each(RAMP_WINDOWS)('has the spectrum of %s, which adds up to its variance', (window) => {
      const planes = slices.get(window)!;
      const pixels = 32;
      const squares = squaresInCircle(planes[0]!, { x: 0, y: 0 }, 64, pixels);
      const options = { squares, pixels, background: { kind: 'other-scans' } } as const;
      const { radial, errors, variance, integral } = noisePower(planes, options);
      expect(integral / variance).toBeCloseTo(1, 10);
      const theory = theoryOf({ window });
      const expected = expectedRadialNoise((distance) => theory.covariance(distance), pixels, 1);
      expect(radial.frequencies).toEqual(expected.frequencies);
      const off = radial.values.map((value, ring) => (value - expected.values[ring]!) / errors[ring]!);
      // Where all is as it should be these are of variance 1, but for squares that know of each other.
      expect(Math.max(...off.map(Math.abs))).toBeLessThan(4.5);
      expect(off.reduce((sum, each) => sum + each * each, 0) / off.length).toBeLessThan(2.5);
    });

    test('hides a disk from an ideal observer alike behind any window', () => {
      const task = { diameterMm: 6, contrast: 0.01 };
      const found = RAMP_WINDOWS.map((window) => {
        const theory = theoryOf({ window });
        // Hann’s spectra end at 0.5 mm⁻¹, where both are 0.
        const frequencies = evenFrequencies(0.49, 0.0005);
        const transfer = { frequencies, values: frequencies.map((f) => theory.transfer(f)) };
        const power = { frequencies, values: frequencies.map((f) => theory.noisePower(f)) };
        return detectability(task, { transfer, noisePower: power });
      });
      // ∬W²·T²/NPS = ∬W²·(N/π)/f up to the same frequency: the filter is in both. By scipy.integrate.quad.
      for (const { prewhitening } of found) expect(prewhitening / 2.2723008487540866).toBeCloseTo(1, 4);
      const plain = found.map(({ nonPrewhitening }) => nonPrewhitening);
      expect(Math.max(...plain)).toBeLessThan(2.2724);
      expect(plain.at(-1)! / plain[0]!).toBeGreaterThan(1.02);
    });
  });

  describe.each([
    [0, 'rays without a width'],
    [1, 'channels as wide as they are apart'],
  ] as const)('with an aperture of %i (%s)', (aperture, _) => {
    const WIRE = { x: 14.1, y: 7.3 };
    const DISK = { x: 15.2, y: 9.4, radius: 12 };
    let ofWire: Float32Array;
    let ofDisk: Float32Array;

    beforeAll(async () => {
      ofWire = await readingsOf(disks([WIRE.x, WIRE.y, 0.2, 1]), aperture);
      ofDisk = await readingsOf(disks([DISK.x, DISK.y, DISK.radius, 1], [0, 0, 60, 1]), aperture);
    });

    test.each(RAMP_WINDOWS)('a wire has the MTF of %s', async (window) => {
      const slice = await sliceOf(ofWire, 150, 0.4, { window });
      const { curve } = mtfOfPoint(slice, WIRE, { radiusMm: 10, diameterMm: 0.4 });
      const theory = theoryOf({ window, aperture, apertureRays: RAYS });
      // A wire is thinner than a channel, so that what rays see of it is by chance in each view.
      expect(Math.abs(levelOf(curve, 0.5) - expectedLevel(theory, 0.5))).toBeLessThan(0.008);
      expect(Math.abs(levelOf(curve, 0.1) - expectedLevel(theory, 0.1))).toBeLessThan(0.008);
    });

    test.each(RAMP_WINDOWS)('a disk has the TTF of %s', async (window) => {
      const slice = await sliceOf(ofDisk, 192, 0.5, { window });
      const { curve } = transferOfDisk([slice], { x: 15, y: 9 }, DISK.radius);
      const theory = theoryOf({ window, aperture, apertureRays: RAYS });
      expect(Math.abs(levelOf(curve, 0.5) - expectedLevel(theory, 0.5))).toBeLessThan(0.004);
      expect(Math.abs(levelOf(curve, 0.1) - expectedLevel(theory, 0.1))).toBeLessThan(0.005);
    });
  });

  test('an edge has the MTF of channels that are fine enough for it', async () => {
    // Channels of 0.25 mm and a window that ends at 0.5 mm⁻¹: one view looks along the edge and samples it once, by which
    // u²·π²/6 is added; here 0.3 % at f50 and 0.8 % at f10.
    const channelSpacingMm = 0.25;
    const scan = scanOfArc({ views: 720, channels: 512, channelSpacingMm });
    const filter = { window: 'hann', cutoff: 0.25 } as const;
    const phantom = shapePhantom(
      parsePhantomFile({
        ...{ version: 1, name: 'edge', fieldSizeMm: 120, values: 'arbitrary', composition: 'replace' },
        shapes: [
          { type: 'ellipse', x: 0, y: 0, semiAxisX: 60, semiAxisY: 60, value: 1 },
          {
            type: 'ellipse',
            x: 0,
            y: 0,
            semiAxisX: 45,
            semiAxisY: 45,
            value: 2,
            clip: [{ normalDeg: 5, distance: 6 }],
          },
        ],
      }),
    );
    const slice = await sliceOf(await scanned(operatorsOf(), phantom, scan), 128, 0.5, filter, scan);
    const { curve, angleDeg, contrast } = mtfOfEdge(slice, { x: 7, y: 2 }, 20);
    expect(angleDeg).toBeCloseTo(5, 2);
    expect(contrast).toBeCloseTo(1, 2);
    const theory = theoryOf({ channelSpacingMm, ...filter });
    expect(levelOf(curve, 0.5) / expectedLevel(theory, 0.5)).toBeCloseTo(1, 2);
    expect(levelOf(curve, 0.1) / expectedLevel(theory, 0.1)).toBeCloseTo(1, 2);
  });
}
