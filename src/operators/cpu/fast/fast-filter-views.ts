import type { ViewFilter } from '../../contract.ts';
import { filterViews } from '../filter-views.ts';
import { transformPlan } from './transform-plan.ts';
import { wasmKernels } from './wasm-kernels.ts';

/**
 * Views [n × channels] convolved with a filter, by way of their differences, eight at a time in WebAssembly, float32 of the
 * same size; where there is no SIMD the plain twin runs.
 */
export function fastFilterViews(filter: ViewFilter, views: Float32Array): Float32Array<ArrayBuffer> {
  const kernels = wasmKernels();
  if (!kernels) return filterViews(filter, views);
  const { channels, transformLength, responseToDifferences } = filter;
  const rows = views.length / channels;
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
  return kernels.floats(data, views.length).slice();
}
