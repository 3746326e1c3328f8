import { describe, expect, test } from 'vitest';
import type { FanScan } from '../../../../src/geometry/fan/fan-scan.ts';
import { squareGrid } from '../../../../src/geometry/grid.ts';
import { fanOfArc, reconstructedByRebinning, reconstructedFan, scannedWith } from '../../../support/fan-walk.ts';
import { headShapes, sampledTruth } from '../../../support/sampled-truth.ts';
import { HEAD_CENTRE, HEAD_ELLIPSES, headOnUnitSquare } from '../../../support/shepp-logan.ts';
import { DEGREES, meanWhere, rmsDifference } from '../../../support/walk.ts';
import { DETECTORS, type FanGate } from './fan-gate.ts';

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

/** The head scanned by a fan: every reading, and the slice that parallel beams give at the least. */
export function describeFanOfHead({ operatorsOf, everyCase, relativelyClose }: FanGate): void {
  describe.each(DETECTORS)('scanning the head onto an %s detector', (detector) => {
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

  // A software GPU takes ten seconds for each of these, whose kernels its twins' tests compare with the CPU's.
  if (!everyCase) return;
  describe('the modified head', () => {
    const truth = sampledTruth(headShapes('shepp-logan-modified'), 'add', {
      rows: pixels,
      columns: pixels,
      pixelSize,
    });
    const inCentre = (x: number, y: number) =>
      x > HEAD_CENTRE.left && x < HEAD_CENTRE.right && y > HEAD_CENTRE.bottom && y < HEAD_CENTRE.top;
    // docs/conventions.md: 0.0187 from 360 parallel views over half a turn. A fan over a whole turn needs twice as many for the
    // same step; its rays lie closer off the axis, so that it is a little better rather than worse.
    const PARALLEL_RMSE = 0.0187;
    const scans = [
      ['a full turn', 720, 360],
      ['a full turn, clockwise', 720, -360],
      // 180° + the fan of 37.8° and a little.
      ['a short scan', 440, 220],
      ['a longer short scan', 560, 280],
    ] as const;

    describe.each(DETECTORS)('on an %s detector', (detector) => {
      test.each(scans)('from %s of %i views over %i°', async (_, views, arcDeg) => {
        const scan = fanOfArc({ ...clinical, detector, views, arcDeg, startDeg: 12 });
        const sinogram = await scannedWith(operatorsOf(), head, scan);
        for (const image of [
          await reconstructedFan(operatorsOf(), sinogram, scan, headGrid),
          await reconstructedByRebinning(operatorsOf(), sinogram, scan, headGrid),
        ]) {
          expect(rmsDifference(image, truth)).toBeLessThan(PARALLEL_RMSE);
          expect(Math.abs(meanWhere(image, headGrid, inCentre) - 0.2)).toBeLessThan(4e-4);
        }
      });

      test('a quarter of a channel of offset lets opposite views see between each other’s channels', async () => {
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
}
