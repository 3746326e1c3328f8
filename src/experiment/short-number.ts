/** A number for a sentence: four digits, no more than it takes. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}
