import type { ViewFilter } from '../../contract.ts';
import { filterViews } from '../filter-views.ts';
import { wasmKernels } from './wasm-kernels.ts';

/** What a transform of one length needs: roots of unity, and where each frequency ends up. */
interface TransformPlan {
  /** exp(−2πi·k / length), interleaved. */
  readonly roots: Float32Array;
  /** frequencyAt[place] of the forward transform's output. */
  readonly frequencyAt: Int32Array;
}

const plans = new Map<number, TransformPlan>();

/**
 * Views [n × channels] convolved with a filter, eight at a time in WebAssembly, float32 of the same size; where there is
 * no SIMD the plain twin runs.
 */
export function fastFilterViews(filter: ViewFilter, views: Float32Array): Float32Array<ArrayBuffer> {
  const kernels = wasmKernels();
  if (!kernels) return filterViews(filter, views);
  const { channels, transformLength, response } = filter;
  const rows = views.length / channels;
  const paddedRows = Math.ceil(rows / 8) * 8;
  const { roots, frequencyAt } = planFor(transformLength);
  kernels.begin(4 * paddedRows * channels + 44 * transformLength + 4096);
  const data = kernels.allocate(4 * paddedRows * channels);
  const rootsAddress = kernels.allocate(8 * transformLength);
  const responseAddress = kernels.allocate(4 * transformLength);
  const signal = kernels.allocate(32 * transformLength);
  const memory = kernels.floats(data, paddedRows * channels);
  memory.set(views);
  memory.fill(0, views.length);
  kernels.floats(rootsAddress, 2 * transformLength).set(roots);
  const ordered = kernels.floats(responseAddress, transformLength);
  frequencyAt.forEach((frequency, place) => {
    ordered[place] = response[Math.min(frequency, transformLength - frequency)]! / transformLength;
  });
  for (let row = 0; row < paddedRows; row += 8) {
    const address = data + 4 * row * channels;
    kernels.run.filterEight(address, channels, transformLength, rootsAddress, responseAddress, signal);
  }
  return kernels.floats(data, views.length).slice();
}

function planFor(length: number): TransformPlan {
  let plan = plans.get(length);
  if (!plan) {
    const roots = new Float32Array(2 * length);
    for (let k = 0; k < length; k++) {
      roots[2 * k] = Math.cos((2 * Math.PI * k) / length);
      roots[2 * k + 1] = -Math.sin((2 * Math.PI * k) / length);
    }
    plan = { roots, frequencyAt: Int32Array.from(reversedDigits(length)) };
    plans.set(length, plan);
  }
  return plan;
}

/** Decimation by four (at the end by two) puts the frequencies 4m + j into the j-th quarter, and so on inside it. */
function reversedDigits(length: number): number[] {
  if (length === 1) return [0];
  const radix = length % 4 === 0 ? 4 : 2;
  const inner = reversedDigits(length / radix);
  return Array.from({ length: radix }, (_, j) => inner.map((frequency) => radix * frequency + j)).flat();
}
