/** What the SIMD transforms of one length need; see wasm/fft-four.ts. */
export interface TransformPlan {
  /** exp(−2πi·k / length), interleaved. */
  readonly roots: Float32Array;
  /** frequencyAt[place] of the forward transform's output. */
  readonly frequencyAt: Int32Array;
  /** Where the forward transform's output holds a frequency: the inverse of `frequencyAt`. */
  readonly placeOf: Int32Array;
}

const plans = new Map<number, TransformPlan>();

/** @param length a power of two */
export function transformPlan(length: number): TransformPlan {
  let plan = plans.get(length);
  if (!plan) {
    const roots = new Float32Array(2 * length);
    for (let k = 0; k < length; k++) {
      roots[2 * k] = Math.cos((2 * Math.PI * k) / length);
      roots[2 * k + 1] = -Math.sin((2 * Math.PI * k) / length);
    }
    const frequencyAt = Int32Array.from(reversedDigits(length));
    const placeOf = new Int32Array(length);
    frequencyAt.forEach((frequency, place) => {
      placeOf[frequency] = place;
    });
    plan = { roots, frequencyAt, placeOf };
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
