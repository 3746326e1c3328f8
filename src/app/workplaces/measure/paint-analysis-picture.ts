import { make } from '../../elements/element.ts';
import type { AnalysisPicture } from './analysis.ts';
import { numberWords } from './number-rows.ts';

/** Draws a picture that came out of an analysis, with what its axes and its greys mean below it. */
export function paintAnalysisPicture(host: HTMLElement, picture: AnalysisPicture): void {
  const { title, values: plane, unit, horizontalLabel, verticalLabel } = picture;
  const { values, rows, columns, horizontal, vertical } = plane;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const canvas = make('canvas', { role: 'img', 'aria-label': title });
  canvas.width = columns;
  canvas.height = rows;
  const image = new ImageData(columns, rows);
  for (let i = 0; i < values.length; i++) {
    const grey = most > least ? (255 * (values[i]! - least)) / (most - least) : 0;
    image.data.set([grey, grey, grey, 255], 4 * i);
  }
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  const end = ({ first, step }: typeof horizontal, count: number) => first + (count - 1) * step;
  const reach = (axis: typeof horizontal, count: number) =>
    `${numberWords(axis.first, '')} … ${numberWords(end(axis, count), '')}`;
  host.replaceChildren(
    canvas,
    make(
      'figcaption',
      {},
      `${title}. Across: ${horizontalLabel}, ${reach(horizontal, columns)}. Down: ${verticalLabel}, ${reach(vertical, rows)}. Black ${wordsOf(least, most)}, white ${numberWords(most, '')} ${unit}.`,
    ),
  );
}

/** A number beside others of a size: what rounding has left of 0 is 0. */
function wordsOf(value: number, size: number): string {
  return numberWords(Math.abs(value) > 1e-9 * size ? value : 0, '');
}
