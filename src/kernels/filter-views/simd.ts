import { firstWasmKernels } from '../../compute/cpu/first-wasm-kernels.ts';
import { transformPlan } from '../../compute/cpu/transform-plan.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { plain } from './plain.ts';
import type { ViewFilter } from './view-filter.ts';

/**
 * Views convolved with a filter by way of their differences, eight at a time in WebAssembly; where there is no SIMD the
 * plain twin runs.
 */
export function simd(filter: ViewFilter, arrays: Readonly<Record<'sinogram' | 'out', HostRows>>): void {
  const kernels = firstWasmKernels();
  if (!kernels) {
    plain(filter, arrays);
    return;
  }
  const { data: views, rows } = arrays.sinogram;
  const { channels, transformLength, responseToDifferences } = filter;
  const paddedRows = Math.ceil(rows / 8) * 8;
  const { roots, frequencyAt } = transformPlan(transformLength);
  kernels.begin(4 * paddedRows * channels + 48 * transformLength + 4096);
  const data = kernels.allocate(4 * paddedRows * channels);
  const rootsAddress = kernels.allocate(8 * transformLength);
  const responseAddress = kernels.allocate(8 * transformLength);
  const signal = kernels.allocate(32 * transformLength);
  const memory = kernels.floats(data, paddedRows * channels);
  memory.set(views);
  memory.fill(0, views.length);
  kernels.floats(rootsAddress, 2 * transformLength).set(roots);
  const ordered = kernels.floats(responseAddress, 2 * transformLength);
  frequencyAt.forEach((frequency, place) => {
    const isNegative = frequency > transformLength / 2;
    const k = isNegative ? transformLength - frequency : frequency;
    ordered[2 * place] = responseToDifferences[2 * k]! / transformLength;
    ordered[2 * place + 1] = ((isNegative ? -1 : 1) * responseToDifferences[2 * k + 1]!) / transformLength;
  });
  for (let row = 0; row < paddedRows; row += 8) {
    const address = data + 4 * row * channels;
    kernels.run.filterEight(address, channels, transformLength, rootsAddress, responseAddress, signal);
  }
  arrays.out.data.set(kernels.floats(data, views.length));
}
