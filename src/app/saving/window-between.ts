/** The window from one value to another, without the dust of going to another unit and back. */
export function windowBetween(black: number, white: number): { readonly width: number; readonly level: number } {
  const rounded = (value: number) => Number(value.toPrecision(9));
  return { width: rounded(Math.abs(white - black)) || 1, level: rounded((white + black) / 2) };
}
