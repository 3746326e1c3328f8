import { type WasmKernels, wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import { PARABOLA_REACH, PARABOLA_WEIGHTS } from './parabola-weights.ts';
import { type DeviationArrays, type DeviationParameters, deviationAt, firstRowOf, plain } from './plain.ts';

/** Two channels at a time in WebAssembly, bit by bit as the plain twin, which runs where there is no SIMD. */
export function simd(parameters: DeviationParameters, arrays: DeviationArrays, part: ViewRange): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays, part);
    return;
  }
  const { sinogram, row, deviations } = arrays;
  const { data, rows, columns: channels } = sinogram;
  const { detectorRows } = parameters;
  for (let detectorRow = 0; detectorRow < detectorRows; detectorRow++) {
    const first = firstRowOf(detectorRow, part.from, detectorRows);
    const views = Math.max(0, Math.ceil((rows - first) / detectorRows));
    const ofRow = detectorRow * channels;
    addOfRow(
      kernels,
      parameters,
      {
        viewAt: (view) => data.subarray((first + view * detectorRows) * channels).subarray(0, channels),
        views,
        row: row.data.subarray(ofRow, ofRow + channels),
      },
      deviations.data.subarray(ofRow, ofRow + channels),
    );
  }
}

/** What one row of the detector read in some views, and its part of the row. */
interface RowOfDetector {
  readonly views: number;
  readonly viewAt: (view: number) => Float32Array;
  readonly row: Float32Array;
}

function addOfRow(
  kernels: WasmKernels,
  parameters: DeviationParameters,
  { views, viewAt, row }: RowOfDetector,
  deviations: Float64Array,
): void {
  const channels = row.length;
  const stride = 2 * Math.ceil(channels / 2);
  const room = channels + 2 * PARABOLA_REACH + 1;
  kernels.begin(4 * views * channels + 8 * (stride * (PARABOLA_REACH + 3) + room));
  const valuesAddress = kernels.allocate(4 * views * channels);
  const values = kernels.floats(valuesAddress, views * channels);
  for (let view = 0; view < views; view++) values.set(viewAt(view), view * channels);
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
    views,
    channels,
    PARABOLA_REACH,
    weightsAddress,
    ofRowAddress,
    parameters.most,
    roomAddress,
    sumsAddress,
  );
  for (let channel = 0; channel < channels; channel++) deviations[channel]! += sums[channel]! / parameters.views;
}
