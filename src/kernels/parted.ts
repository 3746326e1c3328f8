/** A position as a whole number and a fraction, each exact enough in f32. */
export function parted(position: number): readonly [number, number] {
  const whole = Math.floor(position);
  const fraction = Math.fround(position - whole);
  // A fraction that rounds to 1 is the next whole number.
  return fraction < 1 ? [whole, fraction] : [whole + 1, 0];
}
