import type { Elevation, ReadingWeights, Redundancy, Slant } from '../../src/geometry/reading-weights.ts';
import { adjointDistanceDrivenImage } from '../../src/kernels/adjoint-distance-driven-image/spec.ts';
import { adjointScanImage } from '../../src/kernels/adjoint-scan-image/spec.ts';
import { applyPolynomial } from '../../src/kernels/apply-polynomial/spec.ts';
import { bridgeTrace } from '../../src/kernels/bridge-trace/spec.ts';
import { detect } from '../../src/kernels/detect/spec.ts';
import { elementWise } from '../../src/kernels/element-wise/spec.ts';
import { extendViews } from '../../src/kernels/extend-views/spec.ts';
import { meanDeviation } from '../../src/kernels/mean-deviation/spec.ts';
import { meanOverViews } from '../../src/kernels/mean-over-views/spec.ts';
import { momentsOfViews } from '../../src/kernels/moments-of-views/spec.ts';
import { putRows } from '../../src/kernels/put-rows/spec.ts';
import { reduceRows } from '../../src/kernels/reduce-rows/spec.ts';
import { replaceWhere } from '../../src/kernels/replace-where/spec.ts';
import { scatterOfRows } from '../../src/kernels/scatter-of-rows/spec.ts';
import { smoothStarved } from '../../src/kernels/smooth-starved/spec.ts';
import { subtract } from '../../src/kernels/subtract/spec.ts';
import { subtractRow } from '../../src/kernels/subtract-row/spec.ts';
import { subtractScatter } from '../../src/kernels/subtract-scatter/spec.ts';
import { coronalCut, sagittalCut } from '../../src/kernels/take-plane/plane-cut.ts';
import { takePlane } from '../../src/kernels/take-plane/spec.ts';
import { threshold } from '../../src/kernels/threshold/spec.ts';
import { transmit } from '../../src/kernels/transmit/spec.ts';
import { weightReadings } from '../../src/kernels/weight-readings/spec.ts';
import { planDetector } from '../../src/physics/detector-plan.ts';
import { tubeScanSpectrum } from '../../src/physics/scan-spectrum.ts';
import { planScatter } from '../../src/physics/scatter-plan.ts';
import { planStarvation } from '../../src/physics/starvation-plan.ts';
import { planTransmission } from '../../src/physics/transmission-plan.ts';
import { calibrateWater } from '../../src/physics/water-calibration.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { imageSamples } from './image-samples.ts';
import { filled, leftover, type Sample, type SampleSize, sample } from './sample.ts';
import { scanSamples } from './scan-samples.ts';
import { solidSamples } from './solid-samples.ts';

const tube = tubeScanSpectrum({ voltageKV: 120, filtrationMmAluminium: 6, filtrationMmCopper: 0.1 });
const { correction } = calibrateWater(tube);
const starvation = planStarvation(2000, 1);
const transmission = planTransmission(tube, ['water', 'cortical-bone', 'titanium']);

/** Samples of every kernel, by the name of its spec and what is special about them. */
export const samples: Readonly<Record<string, (size: SampleSize) => Sample>> = {
  'adjoint-scan-image': (size) => imageAdjoint(size, adjointScanImage),
  'adjoint-distance-driven-image': (size) => imageAdjoint(size, adjointDistanceDrivenImage),
  'apply-polynomial': ({ views, channels, random }) =>
    sample(applyPolynomial, correction, { values: filled(views, channels, () => 14 * random() ** 2 - 0.1) }),

  'bridge-trace': ({ views, channels, random }) => {
    const trace = filled(views, channels, () => (random() > 0.4 ? 1 : 0));
    // Over a whole view too.
    trace.values.fill(1, 0, views > 1 ? channels : 0);
    const sinogram = filled(views, channels, () => 8 * random() - 3);
    return sample(bridgeTrace, {}, { sinogram, trace, out: leftover(views, channels) });
  },

  detect: ({ views, channels, random }) => {
    const faults = {
      electronicNoise: 12,
      crosstalk: 0.07,
      deadChannels: [3, 17],
      gainDrift: 0.01,
      scatterToPrimary: 0.3,
    };
    return sample(detect, planDetector({ photons: 2e4, ...faults }, channels, 4_000_000_000, 1, 2), {
      signals: filled(views, channels, () => Math.exp(-9 * random())),
      scatter: filled(Math.ceil(views / 2), 1, random),
      lineIntegrals: leftover(views, channels),
      starved: leftover(views, 1),
    });
  },

  'element-wise': ({ views, channels, random }) =>
    sample(
      elementWise,
      { operation: 'add scaled', first: 0.7, second: 0 },
      { values: filled(views, channels, random), operands: filled(views, channels, random) },
    ),
  'extend-views': (size) => extension(size, 40, 25),
  'extend-views: behind alone': (size) => extension(size, 0, 60),
  'extend-views: before alone': (size) => extension(size, 3, 0),

  'mean-deviation': ({ views, channels, random }) =>
    sample(
      meanDeviation,
      { most: 0.5, views: views / 3, detectorRows: 3 },
      {
        sinogram: filled(views, channels, () => 8 * random() - 3),
        row: filled(3, channels, random),
        deviations: leftover(3, channels),
      },
    ),

  'mean-over-views': ({ views, channels, random }) =>
    sample(
      meanOverViews,
      { detectorRows: 3 },
      { sinogram: filled(views, channels, () => 8 * random() - 3), means: leftover(3, channels) },
    ),

  'moments-of-views': ({ views, channels, random }) =>
    sample(
      momentsOfViews,
      {},
      { sinogram: filled(views, channels, () => 8 * random() - 3), moments: leftover(views, 2) },
    ),

  'reduce-rows': ({ views, channels, random }) =>
    sample(
      reduceRows,
      { reduction: 'products' },
      {
        a: filled(views, channels, random),
        b: filled(views, channels, random),
        numbers: leftover(views, 1),
      },
    ),
  'put-rows': ({ views, channels, random }) => {
    const count = Math.ceil((views - 2) / 3);
    return sample(
      putRows,
      { first: 2, step: 3, count },
      { plane: filled(Math.max(1, count), channels, random), target: leftover(views, channels) },
    );
  },

  'replace-where': ({ views, channels, random }) =>
    sample(
      replaceWhere,
      {},
      {
        mask: filled(views, channels, () => (random() > 0.4 ? 1 : 0)),
        source: filled(views, channels, random),
        target: filled(views, channels, random),
      },
    ),

  'scatter-of-rows': ({ views, channels, random }) =>
    sample(
      scatterOfRows,
      {},
      { signals: filled(views, channels, () => Math.exp(1 - 4 * random())), steps: leftover(views, 1) },
    ),

  'smooth-starved': ({ views, channels, random }) =>
    sample(smoothStarved, starvation, {
      lineIntegrals: filled(views, channels, () => 8 * random() - 3),
      out: leftover(views, channels),
    }),

  subtract: ({ views, channels, random }) =>
    sample(
      subtract,
      {},
      { a: filled(views, channels, random), b: filled(views, channels, random), out: leftover(views, channels) },
    ),

  'subtract-row': ({ views, channels, random }) =>
    sample(
      subtractRow,
      { detectorRows: 3 },
      { row: filled(3, channels, random), sinogram: filled(views, channels, random) },
    ),

  'subtract-scatter': ({ views, channels, random }) =>
    sample(subtractScatter, planScatter({ channels, photons: 1000, outputScale: 0.5 }), {
      // Signals from e⁻² to e, brighter than the beam at many an end.
      lineIntegrals: filled(views, channels, () => random() - 0.3),
      out: leftover(views, channels),
    }),

  'take-plane': ({ views, channels, random }) => {
    const grid = { rows: 3, columns: channels, slices: views, pixelSizeMm: 1 };
    return sample(takePlane, coronalCut(grid, 1, { thickness: 3, reduce: 'mean' }), {
      volume: filled(3 * views, channels, random),
      plane: leftover(views, channels),
    });
  },

  'take-plane, the largest across the columns': ({ views, channels, random }) => {
    const grid = { rows: 3, columns: channels, slices: views, pixelSizeMm: 1 };
    return sample(takePlane, sagittalCut(grid, channels >> 1, { thickness: 4, reduce: 'max' }), {
      volume: filled(3 * views, channels, () => random() - 2),
      plane: leftover(views, 3),
    });
  },

  threshold: ({ views, channels, random }) =>
    sample(threshold, { above: 0.5 }, { values: filled(views, channels, random), out: leftover(views, channels) }),

  transmit: ({ views, channels, random }) =>
    sample(
      transmit,
      { plan: transmission, share: 1 / 3 },
      {
        paths: [400, 60, 30].map((mostMm) => filled(views, channels, () => mostMm * random() ** 2)),
        signals: filled(views, channels, () => 0.6 * random()),
      },
    ),

  ...imageSamples,
  ...scanSamples,
  ...solidSamples,

  'weight-readings': (size) => weighting(size, null),
  'weight-readings: a short scan': (size) => weighting(size, shortScan(size)),
  'weight-readings: views in groups': (size) =>
    weighting(size, {
      ...shortScan(size),
      groups: [0, 1.5].map((fromRad) => ({ fromRad, widthRad: 1 })),
    }),
  'weight-readings: a helix': (size) => weighting(size, { ...shortScan(size), sliceAtRad: 1.7 }),
  'weight-readings: channels were added': (size) => {
    const longer = { ...size, channels: size.channels + 5 };
    return weighting(longer, shortScan(longer), undefined, { from: 2, channels: size.channels });
  },
  'weight-readings: a cone': (size) => weighting(size, null, rising(size, 1)),
  'weight-readings: a slanted panel': (size) => weighting(size, null, undefined, undefined, slanted(size, 1)),
  'weight-readings: a slanted panel, cosines squared': (size) =>
    weighting(size, null, undefined, undefined, slanted(size, 2)),
  'weight-readings: a short cone, cosines squared': (size) => weighting(size, shortScan(size), rising(size, 2)),
};

function extension({ views, channels, random }: SampleSize, before: number, after: number): Sample {
  return sample(
    extendViews,
    { before, after, waterPerChannel: 0.1, fitted: 9, taperedPart: 0.4 },
    {
      sinogram: filled(views, channels, () => 8 * random() - 3),
      out: leftover(views, before + channels + after),
    },
  );
}

function weighting(
  { views, channels, random }: SampleSize,
  redundancy: Redundancy | null,
  elevation?: Elevation,
  measured?: ReadingWeights['measured'],
  slant?: Slant,
): Sample {
  const channelWeights = Float64Array.from({ length: channels }, random);
  const rows = views * (elevation?.heights.length ?? slant?.rowsMm.length ?? 1);
  return sample(
    weightReadings,
    {
      channelWeights,
      redundancy,
      ...(elevation && { elevation }),
      ...(measured && { measured }),
      ...(slant && { slant }),
    },
    { sinogram: filled(rows, measured?.channels ?? channels, random), out: leftover(rows, channels) },
  );
}

/** Three rows of a detector, of which two leave the plane of the source by up to 40°. */
function rising({ channels, random }: SampleSize, power: Elevation['power']): Elevation {
  const steepness = Float64Array.from({ length: channels }, () => 0.5 + random() / 2);
  return { heights: Float64Array.of(-0.8, 0, 0.3), steepness, power };
}

/** Three rows of a panel that each view's source stands over elsewhere. */
function slanted({ views, channels, random }: SampleSize, power: Slant['power']): Slant {
  return {
    channelsMm: Float64Array.from({ length: channels }, (_, channel) => 1.3 * channel - 20),
    rowsMm: Float64Array.of(-50, -2, 31),
    views: Array.from({ length: views }, (_, view) => ({
      footMm: 80 * random() - 40,
      heightMm: 300 + view,
      ahead: 290 + 5 * random(),
      across: random() - 0.5,
    })),
    power,
  };
}

/** Half a turn and 0.8 rad more. */
function shortScan({ views, channels }: SampleSize): Redundancy {
  return {
    elapsedRad: Float64Array.from({ length: views }, (_, view) => ((view + 0.5) * (Math.PI + 0.8)) / views),
    fanAngleRad: Float64Array.from({ length: channels }, (_, channel) => 0.7 * ((channel + 0.5) / channels - 0.5)),
    halfExcessRad: 0.4,
    groups: [],
  };
}

function imageAdjoint({ views, channels, random }: SampleSize, kernel: typeof adjointScanImage): Sample {
  const machine = { sourceToIsocenterMm: 60, sourceToDetectorMm: 100 };
  return sample(
    kernel,
    {
      scan: fanOfArc({ ...machine, views, channels, channelSpacingMm: 70 / channels, offset: 0.25 }),
      grid: { rows: 12, columns: 9, pixelSizeMm: 2, centreXMm: 1 },
      views: { from: 0, to: Math.ceil(0.8 * views) },
    },
    { sinogram: filled(views, channels, random), image: filled(12, 9, random) },
  );
}
