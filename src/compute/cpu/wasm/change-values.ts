// Changes value by value, four at a time (AssemblyScript), with the bits of their plain twins, which compute in double precision
// and round once: src/kernels/element-wise/operations.ts. A product, a quotient and a bound of numbers of single precision are
// the same in either; a product that is added to something is not.

/** values = values + factor · operands. @param count a multiple of four */
export function addScaledValues(values: usize, operands: usize, count: i32, factor: f64): void {
  const factors = f64x2.splat(factor);
  const end = values + ((<usize>count) << 2);
  for (; values < end; values += 16, operands += 16) {
    const four = v128.load(values);
    const other = v128.load(operands);
    const low = f64x2.add(f64x2.promote_low_f32x4(four), f64x2.mul(factors, f64x2.promote_low_f32x4(other)));
    const high = f64x2.add(
      f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3)),
      f64x2.mul(factors, f64x2.promote_low_f32x4(v128.shuffle<f32>(other, other, 2, 3, 2, 3))),
    );
    const changed = v128.shuffle<f32>(
      f32x4.demote_f64x2_zero(low),
      f32x4.demote_f64x2_zero(high),
      0, 1, 4, 5,
    );
    v128.store(values, changed);
  }
}

/** values = operands − values */
export function subtractValues(values: usize, operands: usize, count: i32): void {
  const end = values + ((<usize>count) << 2);
  for (; values < end; values += 16, operands += 16) {
    v128.store(values, f32x4.sub(v128.load(operands), v128.load(values)));
  }
}

/** values = factor · values */
export function scaleValues(values: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const end = values + ((<usize>count) << 2);
  for (; values < end; values += 16) v128.store(values, f32x4.mul(v128.load(values), factors));
}

/** values = values · operands */
export function multiplyValues(values: usize, operands: usize, count: i32): void {
  const end = values + ((<usize>count) << 2);
  for (; values < end; values += 16, operands += 16) {
    v128.store(values, f32x4.mul(v128.load(values), v128.load(operands)));
  }
}

/** values = values / divisors; 0 where the divisor is 0 */
export function divideValues(values: usize, divisors: usize, count: i32): void {
  const end = values + ((<usize>count) << 2);
  for (; values < end; values += 16, divisors += 16) {
    const divisor = v128.load(divisors);
    const quotient = f32x4.div(v128.load(values), divisor);
    v128.store(values, v128.andnot(quotient, f32x4.eq(divisor, f32x4.splat(0))));
  }
}

/** values = values, but at least `least` and at most `most` */
export function clipValues(values: usize, count: i32, least: f32, most: f32): void {
  const from = f32x4.splat(least);
  const to = f32x4.splat(most);
  const end = values + ((<usize>count) << 2);
  for (; values < end; values += 16) v128.store(values, f32x4.min(f32x4.max(v128.load(values), from), to));
}
