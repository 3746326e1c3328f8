import type { DeviceArray } from '../compute/device.ts';
import type { OperationName } from '../kernels/element-wise/operations.ts';
import { elementWise } from '../kernels/element-wise/spec.ts';
import type { ReductionName } from '../kernels/reduce-rows/reductions.ts';
import { reduceRows } from '../kernels/reduce-rows/spec.ts';
import type { Operators } from './contract.ts';

/**
 * Linear algebra on arrays of one size, as vectors: what iterative methods do between projections. Changes are made in
 * place, in single precision; an operand is another array. Numbers come to the host: they are sums made two by two in an
 * order that is always the same, good to about 10⁻⁶ of the sum of the magnitudes.
 */
export interface Algebra<A extends DeviceArray = DeviceArray> {
  /** values = value */
  fill(values: A, value: number): Promise<void>;
  /** values = source */
  copy(values: A, source: A): Promise<void>;
  /** values = factor · values */
  scale(values: A, factor: number): Promise<void>;
  /** values = values + factor · operands */
  addScaled(values: A, factor: number, operands: A): Promise<void>;
  /** values = minuends − values */
  subtractFrom(values: A, minuends: A): Promise<void>;
  /** values = values · operands, place by place */
  multiply(values: A, operands: A): Promise<void>;
  /** values = values / divisors, place by place; 0 where the divisor is 0, as weights of rays beside the image are. */
  divide(values: A, divisors: A): Promise<void>;
  /** values = values, but at least `least` and at most `most`, either of which may be infinite */
  clip(values: A, least: number, most: number): Promise<void>;
  /** values = √values; 0 where they are less */
  squareRoot(values: A): Promise<void>;
  /** values = e^(factor · values) */
  exponential(values: A, factor: number): Promise<void>;
  /** values = ln values; 0 where they are 0 or less */
  logarithm(values: A): Promise<void>;
  /** Σ values */
  sum(values: A): Promise<number>;
  /** Σ a · b; the two may be one array. */
  dot(a: A, b: A): Promise<number>;
  /** Σ values² */
  squaredNorm(values: A): Promise<number>;
  /** The largest value. */
  max(values: A): Promise<number>;
}

const MOST_FLOAT = 3.402_823_466_385_288_6e38;

export function algebra<A extends DeviceArray>(operators: Operators<A>): Algebra<A> {
  const change = async (operation: OperationName, values: A, operands: A | null, first = 0, second = 0) => {
    if (operands === values) throw new TypeError(`an array cannot ${operation} itself`);
    await operators.run(elementWise, { operation, first, second }, { values, operands: operands ?? values });
  };
  const numbersOf = async (reduction: ReductionName, a: A, b: A = a): Promise<Float32Array> => {
    const numbers = await operators.create(a.rows, 1);
    try {
      await operators.run(reduceRows, { reduction }, { a, b, numbers });
      return await operators.read(numbers);
    } finally {
      operators.release(numbers);
    }
  };
  const total = (numbers: Float32Array) => numbers.reduce((sum, number) => sum + number, 0);
  return {
    fill: (values, value) => change('fill', values, null, value),
    copy: (values, source) => change('copy', values, source),
    scale: (values, factor) => change('scale', values, null, factor),
    addScaled: (values, factor, operands) => change('add scaled', values, operands, factor),
    subtractFrom: (values, minuends) => change('subtract from', values, minuends),
    multiply: (values, operands) => change('multiply', values, operands),
    divide: (values, divisors) => change('divide', values, divisors),
    // A shader need not know infinities.
    clip: (values, least, most) =>
      change('clip', values, null, Math.max(-MOST_FLOAT, least), Math.min(MOST_FLOAT, most)),
    squareRoot: (values) => change('square root', values, null),
    exponential: (values, factor) => change('exponential', values, null, factor),
    logarithm: (values) => change('logarithm', values, null),
    sum: async (values) => total(await numbersOf('sum', values)),
    dot: async (a, b) => total(await numbersOf(a === b ? 'squares' : 'products', a, b)),
    squaredNorm: async (values) => total(await numbersOf('squares', values)),
    max: async (values) => (await numbersOf('largest', values)).reduce((largest, number) => Math.max(largest, number)),
  };
}
