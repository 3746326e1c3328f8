const MOST = 2 ** 32 - 1;

/** A positive number as the simplest fraction that is as good as equal, or as near as 32 bits come: by its continued fraction. */
export function fractionOf(value: number): readonly [over: number, under: number] {
  if (!(value > 0)) throw new RangeError(`${value} is no resolution`);
  let [over, under, overBefore, underBefore] = [Math.floor(value), 1, 1, 0];
  if (over > MOST) return [MOST, 1];
  for (let rest = value - over; Math.abs(over / under - value) > 1e-15 * value && rest > 0; ) {
    const inverse = 1 / rest;
    const whole = Math.floor(inverse);
    const [nextOver, nextUnder] = [whole * over + overBefore, whole * under + underBefore];
    if (nextOver > MOST || nextUnder > MOST) break;
    [overBefore, underBefore, over, under] = [over, under, nextOver, nextUnder];
    rest = inverse - whole;
  }
  return [over, under];
}
