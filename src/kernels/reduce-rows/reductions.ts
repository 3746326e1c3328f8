/** How a row becomes one number. */
export interface Reduction {
  /** The functions `term` and `combined` and the constant NOTHING of shaders/reduce-rows.wgsl. */
  readonly wgsl: string;
  /**
   * The same in TypeScript of the places from `from` up to but not including `to`, in double precision: four sums take turns,
   * since each addition waits for the one before it.
   */
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
      let [one, two, three, four] = [0, 0, 0, 0];
      const fours = to - ((to - from) % 4);
      for (let i = from; i < fours; i += 4) {
        one += a[i]!;
        two += a[i + 1]!;
        three += a[i + 2]!;
        four += a[i + 3]!;
      }
      for (let i = fours; i < to; i++) one += a[i]!;
      return one + two + (three + four);
    },
    arrays: 1,
  },
  squares: {
    wgsl: `${SUM}fn term(index: u32) -> f32 { return a[index] * a[index]; }`,
    plain: (a, _, from, to) => {
      let [one, two, three, four] = [0, 0, 0, 0];
      const fours = to - ((to - from) % 4);
      for (let i = from; i < fours; i += 4) {
        one += a[i]! * a[i]!;
        two += a[i + 1]! * a[i + 1]!;
        three += a[i + 2]! * a[i + 2]!;
        four += a[i + 3]! * a[i + 3]!;
      }
      for (let i = fours; i < to; i++) one += a[i]! * a[i]!;
      return one + two + (three + four);
    },
    arrays: 1,
  },
  products: {
    wgsl: `${SUM}fn term(index: u32) -> f32 { return a[index] * b[index]; }`,
    plain: (a, b, from, to) => {
      let [one, two, three, four] = [0, 0, 0, 0];
      const fours = to - ((to - from) % 4);
      for (let i = from; i < fours; i += 4) {
        one += a[i]! * b[i]!;
        two += a[i + 1]! * b[i + 1]!;
        three += a[i + 2]! * b[i + 2]!;
        four += a[i + 3]! * b[i + 3]!;
      }
      for (let i = fours; i < to; i++) one += a[i]! * b[i]!;
      return one + two + (three + four);
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
