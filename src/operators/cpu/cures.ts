import type { StarvationPlan } from '../../physics/starvation-plan.ts';
import { PARABOLA_REACH, PARABOLA_WEIGHTS } from '../parabola-weights.ts';

/** Readings averaged with more neighbours the fewer photons they have, [views × channels]. GPU twin: shaders/smooth-starved.wgsl. */
export function smoothStarved(plan: StarvationPlan, values: Float32Array, channels: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const row = i - (i % channels);
    let neighbours = 0;
    for (const threshold of plan.thresholds) if (values[i]! > threshold) neighbours++;
    const from = Math.max(row, i - neighbours);
    const to = Math.min(row + channels - 1, i + neighbours);
    let sum = 0;
    for (let k = from; k <= to; k++) sum += values[k]!;
    out[i] = sum / (to - from + 1);
  }
  return out;
}

/** The mean of each channel over all views, [channels]. GPU twin: shaders/mean-over-views.wgsl. */
export function meanOverViews(values: Float32Array, channels: number): Float64Array {
  const means = new Float64Array(channels);
  const views = values.length / channels;
  for (let i = 0; i < values.length; i++) means[i % channels]! += values[i]! / views;
  return means;
}

/** Σ_k p_k and Σ_k (k − (K−1)/2)·p_k of each view, [views × 2]. GPU twin: shaders/moments-of-views.wgsl. */
export function momentsOfViews(values: Float32Array, channels: number): Float64Array {
  const moments = new Float64Array((2 * values.length) / channels);
  const middle = (channels - 1) / 2;
  for (let i = 0; i < values.length; i++) {
    const channel = i % channels;
    const view = (i - channel) / channels;
    moments[2 * view]! += values[i]!;
    moments[2 * view + 1]! += (channel - middle) * values[i]!;
  }
  return moments;
}

/**
 * The mean over all views of how far each channel less the row is from the parabola through its neighbours, each view
 * counted as ±most at the most; [channels]. GPU twin: shaders/mean-deviation.wgsl.
 *
 * @param views that there are; of fewer values, this is what they count in the mean
 */
export function meanDeviation(
  values: Float32Array,
  row: Float32Array,
  most: number,
  views: number = values.length / row.length,
): Float64Array<ArrayBuffer> {
  const channels = row.length;
  const deviations = new Float64Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    // As many to each side, up to the detector's ends.
    const reach = Math.min(PARABOLA_REACH, channel, channels - 1 - channel);
    const weights = PARABOLA_WEIGHTS.subarray(reach * (PARABOLA_REACH + 1));
    const ofRow = deviationAt(row, channel, reach, weights);
    let sum = 0;
    for (let i = channel; i < values.length; i += channels) {
      const deviation = deviationAt(values, i, reach, weights) - ofRow;
      sum += Math.max(-most, Math.min(most, deviation));
    }
    deviations[channel] = sum / views;
  }
  return deviations;
}

/** How far a value is from the parabola through `reach` neighbours to each side of it. */
export function deviationAt(values: Float32Array, middle: number, reach: number, weights: Float32Array): number {
  let smooth = weights[0]! * values[middle]!;
  for (let k = 1; k <= reach; k++) smooth += weights[k]! * (values[middle - k]! + values[middle + k]!);
  return values[middle]! - smooth;
}
