/** A shape as MATLAB has it, which knows no list but one row or one column, and no single value but one of each. */
export function withoutMatlabOnes(shape: readonly number[]): number[] {
  const longer = shape.filter((length) => length !== 1);
  return shape.length === 2 && longer.length < 2 ? longer : [...shape];
}
