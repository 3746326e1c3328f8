/** How a row becomes one number. */
export interface Reduction {
  /** The functions `term` and `combined` and the constant NOTHING of shaders/reduce-rows.wgsl. */
  readonly wgsl: string;
  /** The same in TypeScript of the places from `from` up to but not including `to`, in double precision. */
  readonly plain: (a: Float32Array, b: Float32Array, from: number, to: number) => number;
  /** Of how many arrays it is. */
  readonly arrays: 1 | 2;
}

const SUM = `const NOTHING = 0.0;
fn combined(x: f32, y: f32) -> f32 { return x + y; }
`;

/** Every way to make a number of an array that there is, by its name. */
export const REDUCTIONS = {
  sum: {
    wgsl: `${SUM}fn term(index: u32) -> f32 { return a[index]; }`,
    plain: (a, _, from, to) => {
      let sum = 0;
      for (let i = from; i < to; i++) sum += a[i]!;
      return sum;
    },
    arrays: 1,
  },
  squares: {
    wgsl: `${SUM}fn term(index: u32) -> f32 { return a[index] * a[index]; }`,
    plain: (a, _, from, to) => {
      let sum = 0;
      for (let i = from; i < to; i++) sum += a[i]! ** 2;
      return sum;
    },
    arrays: 1,
  },
  products: {
    wgsl: `${SUM}fn term(index: u32) -> f32 { return a[index] * b[index]; }`,
    plain: (a, b, from, to) => {
      let sum = 0;
      for (let i = from; i < to; i++) sum += a[i]! * b[i]!;
      return sum;
    },
    arrays: 2,
  },
  largest: {
    // Finite, since WGSL need not know infinities.
    wgsl: `const NOTHING = -0x1.fffffep+127;
fn combined(x: f32, y: f32) -> f32 { return max(x, y); }
fn term(index: u32) -> f32 { return a[index]; }`,
    plain: (a, _, from, to) => {
      let largest = Number.NEGATIVE_INFINITY;
      for (let i = from; i < to; i++) largest = Math.max(largest, a[i]!);
      return largest;
    },
    arrays: 1,
  },
} as const satisfies Readonly<Record<string, Reduction>>;

export type ReductionName = keyof typeof REDUCTIONS;
