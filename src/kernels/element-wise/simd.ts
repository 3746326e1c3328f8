import { type WasmExports, type WasmKernels, wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import { OPERATIONS, type OperationName } from './operations.ts';
import { type ElementWiseArrays, type ElementWiseParameters, plain } from './plain.ts';

/** So many values go into the kernels' memory and out again at a time: with as many operands they stay in the first-level cache. */
const VALUES_AT_ONCE = 2 ** 12;

type Change = (
  run: WasmExports,
  values: number,
  operands: number,
  count: number,
  first: number,
  second: number,
) => void;

/** What is as fast in TypeScript, or needs functions that WebAssembly lacks, is left out. */
const CHANGES: Partial<Record<OperationName, Change>> = {
  'add scaled': (run, values, operands, count, first) => run.addScaledValues(values, operands, count, first),
  'subtract from': (run, values, operands, count) => run.subtractValues(values, operands, count),
  scale: (run, values, _, count, first) => run.scaleValues(values, count, first),
  multiply: (run, values, operands, count) => run.multiplyValues(values, operands, count),
  divide: (run, values, operands, count) => run.divideValues(values, operands, count),
  clip: (run, values, _, count, first, second) => run.clipValues(values, count, first, second),
};

/** Four values at a time in WebAssembly, with the bits of the plain twin, which runs where there is none. */
export function simd(parameters: ElementWiseParameters, arrays: ElementWiseArrays): void {
  const kernels = wasmKernels();
  const change = CHANGES[parameters.operation];
  if (kernels && change) changeValues(kernels, change, parameters, arrays);
  else plain(parameters, arrays);
}

function changeValues(
  kernels: WasmKernels,
  change: Change,
  { operation, first, second }: ElementWiseParameters,
  { values: { data: values }, operands: { data: operands } }: ElementWiseArrays,
): void {
  const { takesOperands } = OPERATIONS[operation];
  kernels.begin(8 * VALUES_AT_ONCE);
  const valuesAt = kernels.allocate(4 * VALUES_AT_ONCE);
  const operandsAt = kernels.allocate(4 * VALUES_AT_ONCE);
  const ownValues = kernels.floats(valuesAt, VALUES_AT_ONCE);
  const ownOperands = kernels.floats(operandsAt, VALUES_AT_ONCE);
  for (let from = 0; from < values.length; from += VALUES_AT_ONCE) {
    const slice = values.subarray(from, from + VALUES_AT_ONCE);
    const { length } = slice;
    ownValues.set(slice);
    if (takesOperands) ownOperands.set(operands.subarray(from, from + length));
    // What is behind the last whole four is whatever it is.
    change(kernels.run, valuesAt, operandsAt, 4 * Math.ceil(length / 4), Math.fround(first), Math.fround(second));
    slice.set(length < VALUES_AT_ONCE ? ownValues.subarray(0, length) : ownValues);
  }
}
