import { type WasmKernels, wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import { neighbourWeights } from './neighbour-weights.ts';
import { HUBER_QUANTITIES, type HuberArrays, type HuberParameters, plain } from './plain.ts';

/** So many values are made at a time, with all that lie about them, or a slice of them where that is more. */
const VALUES_AT_ONCE = 2 ** 20;

/** Four pixels at a time in WebAssembly, in single precision; where there is no SIMD the plain twin runs. */
export function simd(parameters: HuberParameters, arrays: HuberArrays, part: ViewRange): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays, part);
    return;
  }
  const { columns, rows } = parameters.layout;
  const atOnce = Math.max(rows, Math.ceil(VALUES_AT_ONCE / columns));
  const end = part.from + arrays.out.rows;
  for (let from = part.from; from < end; from += atOnce) {
    const to = Math.min(end, from + atOnce);
    const values = arrays.out.data.subarray((from - part.from) * columns, (to - part.from) * columns);
    makeRows(kernels, parameters, arrays.image.data, { from, to }, values);
  }
}

function makeRows(
  kernels: WasmKernels,
  { layout, threshold, quantity }: HuberParameters,
  image: Float32Array,
  { from, to }: ViewRange,
  out: Float32Array,
): void {
  const { columns, rows, slices } = layout;
  const reach = slices > 1 ? rows + 1 : 1;
  const read = { from: Math.max(0, from - reach), to: Math.min(rows * slices, to + reach) };
  const { side, diagonal, above, sideAbove, diagonalAbove } = neighbourWeights(layout);
  const weights = Float32Array.of(0, side, diagonal, above, sideAbove, diagonalAbove);
  kernels.begin(4 * (columns * (read.to - read.from) + out.length + weights.length) + 64);
  const imageAddress = kernels.place(image.subarray(read.from * columns, read.to * columns));
  const weightsAddress = kernels.place(weights);
  const outAddress = kernels.allocate(4 * out.length);
  const sums = kernels.floats(outAddress, out.length).fill(0);
  kernels.run.huberPrior(
    HUBER_QUANTITIES.indexOf(quantity),
    imageAddress,
    read.from,
    columns,
    rows,
    slices,
    from,
    to - from,
    weightsAddress,
    threshold,
    outAddress,
  );
  out.set(sums);
}
