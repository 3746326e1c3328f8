// Twins of kernels as functions from values to values, for tests that are about their formulas.

import type { ViewRange } from '../../src/compute/device.ts';
import type { HostRows } from '../../src/compute/kernel.ts';
import type { PlacedGrid } from '../../src/geometry/grid.ts';
import type { ReadingWeights } from '../../src/geometry/reading-weights.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import type { CompletionPlan } from '../../src/kernels/complete-views/completion-plan.ts';
import { plain as plainCompleteViews } from '../../src/kernels/complete-views/plain.ts';
import { plain as plainDetect } from '../../src/kernels/detect/plain.ts';
import { simd as simdDetect } from '../../src/kernels/detect/simd.ts';
import type { ExtensionPlan } from '../../src/kernels/extend-views/extension-plan.ts';
import { plain as plainExtendViews } from '../../src/kernels/extend-views/plain.ts';
import { plain as plainFilterViews } from '../../src/kernels/filter-views/plain.ts';
import { simd as simdFilterViews } from '../../src/kernels/filter-views/simd.ts';
import type { ViewFilter } from '../../src/kernels/filter-views/view-filter.ts';
import { plain as plainMeanDeviation } from '../../src/kernels/mean-deviation/plain.ts';
import { simd as simdMeanDeviation } from '../../src/kernels/mean-deviation/simd.ts';
import { plain as plainMixViews } from '../../src/kernels/mix-views/plain.ts';
import type { ViewMix } from '../../src/kernels/mix-views/view-mix.ts';
import { plain as plainRebin } from '../../src/kernels/rebin/plain.ts';
import type { RebinPlan } from '../../src/kernels/rebin/rebin-plan.ts';
import { plain as plainRefineViews } from '../../src/kernels/refine-views/plain.ts';
import { simd as simdScanImage } from '../../src/kernels/scan-image/simd.ts';
import { simd as simdScanShapes } from '../../src/kernels/scan-shapes/simd.ts';
import { plain as plainScatterOfRows } from '../../src/kernels/scatter-of-rows/plain.ts';
import { plain as plainTransmit } from '../../src/kernels/transmit/plain.ts';
import { simd as simdTransmit } from '../../src/kernels/transmit/simd.ts';
import { plain as plainWeightReadings } from '../../src/kernels/weight-readings/plain.ts';
import type { ShapePhantom } from '../../src/phantom/phantom.ts';
import { type DetectorPlan, scatterOfViews } from '../../src/physics/detector-plan.ts';
import type { TransmissionPlan } from '../../src/physics/transmission-plan.ts';

/** Values as rows of so many columns. */
export function rows(data: Float32Array, columns: number): HostRows<Float32Array<ArrayBuffer>> {
  return { rows: data.length / columns, columns, data: data as Float32Array<ArrayBuffer> };
}

/** What a kernel is to write. */
export function zeros(rowCount: number, columns: number): HostRows<Float32Array<ArrayBuffer>> {
  return { rows: rowCount, columns, data: new Float32Array(rowCount * columns) };
}

/** What a detector makes of some views. */
export interface Readings {
  readonly lineIntegrals: Float32Array;
  readonly starved: Float32Array;
}

/** The scatter of each view, [views]. */
export function scatterOf(plan: DetectorPlan, signals: Float32Array): Float32Array {
  const steps = zeros(signals.length / plan.channels, 1);
  plainScatterOfRows({}, { signals: rows(signals, plan.channels), steps });
  return scatterOfViews(plan, steps.data);
}

const detectWith =
  (twin: typeof plainDetect) =>
  (plan: DetectorPlan, signals: Float32Array, firstView: number): Readings => {
    const count = signals.length / plan.channels;
    const lineIntegrals = zeros(count, plan.channels);
    const starved = zeros(count, 1);
    const firstRow = firstView * plan.rows;
    const part = { from: firstRow, to: firstRow + count };
    const scatter = new Float32Array(firstView + count / plan.rows);
    scatter.set(scatterOf(plan, signals), firstView);
    twin(plan, { signals: rows(signals, plan.channels), scatter: rows(scatter, 1), lineIntegrals, starved }, part);
    return { lineIntegrals: lineIntegrals.data, starved: starved.data };
  };

export const detect = detectWith(plainDetect);
export const fastDetect = detectWith(simdDetect);

const transmitWith =
  (twin: typeof plainTransmit) =>
  (plan: TransmissionPlan, paths: readonly Float32Array[], share: number, before: Float32Array): Float32Array => {
    const signals = rows(before.slice(), before.length);
    twin({ plan, share }, { paths: paths.map((path) => rows(path, path.length)), signals });
    return signals.data;
  };

export const transmit = transmitWith(plainTransmit);
export const fastTransmit = transmitWith(simdTransmit);

const meanDeviationWith =
  (twin: typeof plainMeanDeviation) =>
  (values: Float32Array, row: Float32Array, most: number, views = values.length / row.length): Float64Array => {
    const channels = row.length;
    const data = new Float64Array(channels);
    const deviations = { rows: 1, columns: channels, data };
    const part = { from: 0, to: values.length / channels };
    const parameters = { most, views, detectorRows: 1 };
    twin(parameters, { sinogram: rows(values, channels), row: rows(row, channels), deviations }, part);
    return data;
  };

export const meanDeviation = meanDeviationWith(plainMeanDeviation);
export const fastMeanDeviation = meanDeviationWith(simdMeanDeviation);

export function extendViews(plan: ExtensionPlan, values: Float32Array, channels: number): Float32Array<ArrayBuffer> {
  const out = zeros(values.length / channels, plan.before + channels + plan.after);
  plainExtendViews(plan, { sinogram: rows(values, channels), out });
  return out.data;
}

export function weightReadings(weights: ReadingWeights, values: Float32Array, range: ViewRange): Float32Array {
  const channels = weights.channelWeights.length;
  const out = zeros(range.to - range.from, channels);
  plainWeightReadings(weights, { sinogram: rows(values, channels), out }, range);
  return out.data;
}

export function rebin(plan: RebinPlan, sinogram: Float32Array, range: ViewRange): Float32Array<ArrayBuffer> {
  const out = zeros(range.to - range.from, plan.parallel.channels);
  plainRebin(plan, { sinogram: rows(sinogram, plan.scan.channels), out }, range);
  return out.data;
}

export function mixViews(
  mix: ViewMix,
  sinogram: Float32Array,
  channels: number,
  range: ViewRange,
): Float32Array<ArrayBuffer> {
  const out = zeros(range.to - range.from, channels);
  plainMixViews(mix, { sinogram: rows(sinogram, channels), out }, range);
  return out.data;
}

export function completeViews(
  plan: CompletionPlan,
  sinogram: Float32Array,
  range: ViewRange,
): Float32Array<ArrayBuffer> {
  const out = zeros(range.to - range.from, plan.completed.channels);
  plainCompleteViews(plan, { sinogram: rows(sinogram, plan.measured.channels), out }, range);
  return out.data;
}

export function refineViews(values: Float32Array, channels: number): Float32Array<ArrayBuffer> {
  const out = zeros(values.length / channels, 2 * channels + 1);
  plainRefineViews({}, { views: rows(values, channels), out });
  return out.data;
}

const filterViewsWith =
  (twin: typeof plainFilterViews) =>
  (filter: ViewFilter, views: Float32Array): Float32Array<ArrayBuffer> => {
    const out = zeros(views.length / filter.channels, filter.channels);
    twin(filter, { sinogram: rows(views, filter.channels), out });
    return out.data;
  };

export const filterViews = filterViewsWith(plainFilterViews);
export const fastFilterViews = filterViewsWith(simdFilterViews);

export function fastScanImage(
  data: Float32Array,
  grid: PlacedGrid,
  scan: Scan,
  range: ViewRange,
): Float32Array<ArrayBuffer> {
  const sinogram = zeros(range.to - range.from, scan.channels);
  simdScanImage({ grid, scan }, { image: { ...grid, data }, sinogram }, range);
  return sinogram.data;
}

export function fastScanShapes(phantom: ShapePhantom, scan: Scan, range: ViewRange): Float32Array<ArrayBuffer> {
  const sinogram = zeros(range.to - range.from, scan.channels);
  simdScanShapes({ phantom, scan }, { sinogram }, range);
  return sinogram.data;
}
