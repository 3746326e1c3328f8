import type { Scan } from '../../src/geometry/scan.ts';
import { completeViews } from '../../src/kernels/complete-views/spec.ts';
import { distanceDrivenImage } from '../../src/kernels/distance-driven-image/spec.ts';
import { filterViews } from '../../src/kernels/filter-views/spec.ts';
import { mixViews } from '../../src/kernels/mix-views/spec.ts';
import { rebin } from '../../src/kernels/rebin/spec.ts';
import { refineViews } from '../../src/kernels/refine-views/spec.ts';
import { scanImage } from '../../src/kernels/scan-image/spec.ts';
import type { ScanPrecision } from '../../src/kernels/scan-shapes/scan-precision.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/spec.ts';
import { planCompletion } from '../../src/reconstruction/complete-lines.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import { planRebin } from '../../src/reconstruction/rebin-to-parallel.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomMix } from '../support/random.ts';
import { disks, scanOfArc } from '../support/walk.ts';
import { filled, leftover, type Sample, type SampleSize, sample } from './sample.ts';

/** Samples of the kernels that need a scan, by the name of their spec and what is special about them. */
export const scanSamples: Readonly<Record<string, (size: SampleSize) => Sample>> = {
  'complete-views: parallel rays beside the axis': (size) =>
    completion(size, parallel(enough(size), { offset: 0.6 * size.channels, arcDeg: -360 })),
  'complete-views: a fan over too short an arc': (size) => completion(size, fan(enough(size), { arcDeg: 100 })),

  'filter-views': ({ views, channels, random }) =>
    sample(filterViews, rampFilter(channels, 0.7, 'hann', 0.8), {
      sinogram: filled(views, channels, random),
      out: leftover(views, channels),
    }),

  'mix-views': ({ views, channels, random }) =>
    sample(mixViews, randomMix(views, 9), {
      sinogram: filled(views, channels, random),
      out: leftover(views, channels),
    }),

  'rebin: a full turn': (size) => rebinning(size, 360),
  'rebin: a short scan': (size) => rebinning(size, 230),

  'refine-views': ({ views, channels, random }) =>
    sample(refineViews, {}, { views: filled(views, channels, random), out: leftover(views, 2 * channels + 1) }),

  'scan-image: parallel rays': (size) => imageScan(size, parallel(size)),
  'scan-image: a fan': (size) => imageScan(size, fan(size)),
  'distance-driven-image: parallel rays': (size) => imageScan(size, parallel(size), distanceDrivenImage),
  'distance-driven-image: a fan': (size) => imageScan(size, fan(size), distanceDrivenImage),

  'scan-shapes: parallel rays': (size) => shapeScan(size, parallel(size)),
  'scan-shapes: a fan': (size) => shapeScan(size, fan(size)),
  'scan-shapes: a fan, in double precision': (size) => shapeScan(size, fan(size), 'double'),
};

function parallel({ views, channels }: SampleSize, given: { offset?: number; arcDeg?: number } = {}): Scan {
  return scanOfArc({ views, channels, channelSpacingMm: 40 / channels, ...given });
}

/** Of some 40° on an object of 40 mm. */
function fan({ views, channels }: SampleSize, given: { arcDeg?: number } = {}) {
  const machine = { sourceToIsocenterMm: 57, sourceToDetectorMm: 104 };
  return fanOfArc({ ...machine, views, channels, channelSpacingMm: 80 / channels, offset: 0.25, ...given });
}

/** One view cannot be completed. */
function enough(size: SampleSize): SampleSize {
  return { ...size, views: Math.max(size.views, 30) };
}

function completion({ random }: SampleSize, scan: Scan): Sample {
  const plan = planCompletion(scan, { views: 1000, channels: 1000, readings: 1e6 })!;
  const { measured, completed } = plan;
  return sample(completeViews, plan, {
    sinogram: filled(measured.anglesRad.length, measured.channels, random),
    out: leftover(completed.anglesRad.length, completed.channels),
  });
}

function rebinning(size: SampleSize, arcDeg: number): Sample {
  const plan = planRebin(fan(size, { arcDeg }));
  return sample(rebin, plan, {
    sinogram: filled(plan.scan.anglesRad.length, plan.scan.channels, size.random),
    out: leftover(plan.parallel.anglesRad.length, plan.parallel.channels),
  });
}

function imageScan({ views, channels, random }: SampleSize, scan: Scan, kernel = scanImage): Sample {
  const grid = { rows: 19, columns: 26, pixelSizeMm: 1.3, centreXMm: 2.6, centreYMm: -5.5 };
  return sample(
    kernel,
    { grid, scan },
    { image: filled(grid.rows, grid.columns, random), sinogram: leftover(views, channels) },
  );
}

function shapeScan({ views, channels }: SampleSize, scan: Scan, precision: ScanPrecision = 'single'): Sample {
  const phantom = disks([4, -3, 9, 1], [-7, 6, 4, 2], [0, 0, 17, 0.5]);
  return sample(scanShapes, { phantom, scan, precision }, { sinogram: leftover(views, channels) });
}
