import type { HostRows } from '../../compute/kernel.ts';

export interface RescaleParameters {
  /** Of a pixel's vector, whose components lie beside one another in the row. */
  readonly components: number;
  /**
   * What becomes of a vector p: `shorten`, p·min(1, length/|p|), the nearest point of a ball; `direct`,
   * p/√(|p|² + length²), its direction, smoothed about 0.
   */
  readonly to: 'shorten' | 'direct';
  /** Not 0. */
  readonly length: number;
}

/** Changes the lengths of a field's vectors, [rows, components · columns], in place. */
export function plain(
  { components, to, length }: RescaleParameters,
  { field: { data, rows, columns: stride } }: Readonly<Record<'field', HostRows>>,
): void {
  const columns = stride / components;
  for (let r = 0; r < rows; r++) {
    for (let first = r * stride; first < r * stride + columns; first++) {
      let squares = 0;
      for (let k = 0; k < components; k++) squares += data[first + k * columns]! ** 2;
      if (to === 'shorten' && squares <= length * length) continue;
      const factor = to === 'shorten' ? length / Math.sqrt(squares) : 1 / Math.sqrt(squares + length * length);
      for (let k = 0; k < components; k++) data[first + k * columns]! *= factor;
    }
  }
}
