/** A number that came out of measuring, as lists, tables and files show it. */
export interface MeasuredNumber {
  readonly label: string;
  readonly value: number;
  /** `''` for a plain number. */
  readonly unit: string;
  /** What theory says of it, where it says something. */
  readonly expected?: number;
}
