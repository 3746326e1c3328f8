/** Whether an arc in degrees is likely to be one in radians: a quarter, half, three quarters or a whole turn as π has it. */
export function looksLikeRadians(arcDeg: number): boolean {
  const quarters = Math.abs(arcDeg) / (Math.PI / 2);
  const nearest = Math.round(quarters);
  // As people write π: 3.14 and 6.28 at the least.
  return nearest >= 1 && nearest <= 4 && Math.abs(quarters / nearest - 1) < 6e-4;
}
