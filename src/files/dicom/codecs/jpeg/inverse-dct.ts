/** Constants have so many bits after the point. */
const BITS = 13;
const fixed = (value: number) => Math.round(value * 2 ** BITS);

/** c(k) = √2·cos(kπ/16), and sums and differences of them. */
const C = (k: number) => Math.SQRT2 * Math.cos((k * Math.PI) / 16);
const EVEN = fixed(C(6));
const EVEN_2 = fixed(-C(2) - C(6));
const EVEN_6 = fixed(C(2) - C(6));
const ODD = fixed(C(3));
const ODD_0 = fixed(-C(1) + C(3) + C(5) - C(7));
const ODD_1 = fixed(C(1) + C(3) - C(5) + C(7));
const ODD_2 = fixed(C(1) + C(3) + C(5) - C(7));
const ODD_3 = fixed(C(1) + C(3) - C(5) - C(7));
const OUTER = fixed(-C(3) + C(7));
const INNER = fixed(-C(1) - C(3));
const CROSSED_02 = fixed(-C(3) - C(5));
const CROSSED_13 = fixed(-C(3) + C(5));

/**
 * The inverse cosine transform of an 8 × 8 block, in place: columns, then rows, each by the eleven multiplications of
 * C. Loeffler, A. Ligtenberg and G. S. Moschytz, ICASSP 1989, 988–991, in whole numbers. Constants of 13 bits and the bits
 * that are kept between the passes are those of the Independent JPEG Group's library, so that values come out as other
 * programs have them, to the bit.
 *
 * @param block row by row
 * @param keptBits more bits between the passes: 2 of pictures of 8 bits, 1 of those of 12
 */
export function inverseDct(block: Int32Array, keptBits: number): void {
  for (let column = 0; column < 8; column++) pass(block, column, 8, BITS - keptBits);
  // The factor of 8 of a transform in two dimensions.
  for (let row = 0; row < 8; row++) pass(block, 8 * row, 1, BITS + keptBits + 3);
}

/** Transforms eight values from `at` on, `step` apart; results lose so many bits, rounded. */
function pass(block: Int32Array, at: number, step: number, lost: number): void {
  const half = 1 << (lost - 1);
  const [y0, y1, y2, y3] = [block[at]!, block[at + step]!, block[at + 2 * step]!, block[at + 3 * step]!];
  const [y4, y5] = [block[at + 4 * step]!, block[at + 5 * step]!];
  const [y6, y7] = [block[at + 6 * step]!, block[at + 7 * step]!];
  const turned = (y2 + y6) * EVEN;
  const e2 = turned + y6 * EVEN_2;
  const e3 = turned + y2 * EVEN_6;
  const sum = (y0 + y4) * 2 ** BITS + half;
  const difference = (y0 - y4) * 2 ** BITS + half;
  const even = [sum + e3, difference + e2, difference - e2, sum - e3] as const;

  const crossed = (y7 + y3 + y5 + y1) * ODD;
  const z3 = (y7 + y3) * CROSSED_02 + crossed;
  const z4 = (y5 + y1) * CROSSED_13 + crossed;
  const z1 = (y7 + y1) * OUTER;
  const z2 = (y5 + y3) * INNER;
  const odd = [y1 * ODD_3 + z1 + z4, y3 * ODD_2 + z2 + z3, y5 * ODD_1 + z2 + z4, y7 * ODD_0 + z1 + z3] as const;

  for (let i = 0; i < 4; i++) {
    block[at + i * step] = (even[i]! + odd[i]!) >> lost;
    block[at + (7 - i) * step] = (even[i]! - odd[i]!) >> lost;
  }
}
