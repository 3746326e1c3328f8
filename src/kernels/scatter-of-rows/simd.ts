import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { plain } from './plain.ts';

/** Four channels at a time in WebAssembly, bit by bit as the plain twin, which runs where there is no SIMD. */
export function simd(parameters: object, arrays: { readonly signals: HostRows; readonly steps: HostRows }): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays);
    return;
  }
  const { signals, steps } = arrays;
  const { data, rows, columns } = signals;
  kernels.begin(4 * (data.length + columns + rows + 16));
  const signalsAddress = kernels.place(data);
  const room = kernels.allocate(4 * columns + 16);
  const stepsAddress = kernels.allocate(4 * rows);
  kernels.run.scatterOfRows(signalsAddress, rows, columns, room, stepsAddress);
  steps.data.set(kernels.floats(stepsAddress, rows));
}
