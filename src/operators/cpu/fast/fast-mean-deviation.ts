import { PARABOLA_REACH, PARABOLA_WEIGHTS } from '../../parabola-weights.ts';
import { deviationAt, meanDeviation } from '../cures.ts';
import { wasmKernels } from './wasm-kernels.ts';

/**
 * What views count in the mean of how far each channel less the row is from the parabola through its neighbours,
 * [channels], two channels at a time in WebAssembly, bit by bit as the plain twin, which runs where there is no SIMD.
 *
 * @param most what one view counts at the most, up or down
 * @param views that the mean is over
 */
export function fastMeanDeviation(
  values: Float32Array,
  row: Float32Array,
  most: number,
  views: number,
): Float64Array<ArrayBuffer> {
  const kernels = wasmKernels();
  if (!kernels) return meanDeviation(values, row, most, views);
  const channels = row.length;
  const stride = 2 * Math.ceil(channels / 2);
  const room = channels + 2 * PARABOLA_REACH + 1;
  kernels.begin(4 * values.length + 8 * (stride * (PARABOLA_REACH + 3) + room));
  const valuesAddress = kernels.place(values);
  const weightsAddress = kernels.allocate(8 * stride * (PARABOLA_REACH + 1));
  const weights = kernels.doubles(weightsAddress, stride * (PARABOLA_REACH + 1)).fill(0);
  const ofRowAddress = kernels.allocate(8 * stride);
  const ofRow = kernels.doubles(ofRowAddress, stride).fill(0);
  for (let channel = 0; channel < channels; channel++) {
    const reach = Math.min(PARABOLA_REACH, channel, channels - 1 - channel);
    const ofReach = PARABOLA_WEIGHTS.subarray(reach * (PARABOLA_REACH + 1));
    for (let k = 0; k <= reach; k++) weights[k * stride + channel] = ofReach[k]!;
    ofRow[channel] = deviationAt(row, channel, reach, ofReach);
  }
  const roomAddress = kernels.allocate(8 * room);
  const sumsAddress = kernels.allocate(8 * stride);
  const sums = kernels.doubles(sumsAddress, stride).fill(0);
  kernels.run.addDeviations(
    valuesAddress,
    values.length / channels,
    channels,
    PARABOLA_REACH,
    weightsAddress,
    ofRowAddress,
    most,
    roomAddress,
    sumsAddress,
  );
  return Float64Array.from(sums.subarray(0, channels), (sum) => sum / views);
}
