import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import { PARABOLA_REACH, PARABOLA_WEIGHTS } from './parabola-weights.ts';
import { type DeviationArrays, type DeviationParameters, deviationAt, plain } from './plain.ts';

/** Two channels at a time in WebAssembly, bit by bit as the plain twin, which runs where there is no SIMD. */
export function simd(parameters: DeviationParameters, arrays: DeviationArrays): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays);
    return;
  }
  const { sinogram, row, deviations } = arrays;
  const { rows: views, columns: channels } = sinogram;
  const stride = 2 * Math.ceil(channels / 2);
  const room = channels + 2 * PARABOLA_REACH + 1;
  kernels.begin(4 * sinogram.data.length + 8 * (stride * (PARABOLA_REACH + 3) + room));
  const valuesAddress = kernels.place(sinogram.data);
  const weightsAddress = kernels.allocate(8 * stride * (PARABOLA_REACH + 1));
  const weights = kernels.doubles(weightsAddress, stride * (PARABOLA_REACH + 1)).fill(0);
  const ofRowAddress = kernels.allocate(8 * stride);
  const ofRow = kernels.doubles(ofRowAddress, stride).fill(0);
  for (let channel = 0; channel < channels; channel++) {
    const reach = Math.min(PARABOLA_REACH, channel, channels - 1 - channel);
    const ofReach = PARABOLA_WEIGHTS.subarray(reach * (PARABOLA_REACH + 1));
    for (let k = 0; k <= reach; k++) weights[k * stride + channel] = ofReach[k]!;
    ofRow[channel] = deviationAt(row.data, channel, reach, ofReach);
  }
  const roomAddress = kernels.allocate(8 * room);
  const sumsAddress = kernels.allocate(8 * stride);
  const sums = kernels.doubles(sumsAddress, stride).fill(0);
  kernels.run.addDeviations(
    valuesAddress,
    views,
    channels,
    PARABOLA_REACH,
    weightsAddress,
    ofRowAddress,
    parameters.most,
    roomAddress,
    sumsAddress,
  );
  for (let channel = 0; channel < channels; channel++) deviations.data[channel]! += sums[channel]! / parameters.views;
}
