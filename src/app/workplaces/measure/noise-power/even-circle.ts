import type { MeasuredPlane, PlanePoint } from '../../../../measure/plane.ts';
import type { AnalysisContext } from '../analysis.ts';
import { markFor } from '../mark-for.ts';

/** A circle in which a phantom is the same everywhere. */
export interface EvenCircle {
  readonly middle: PlanePoint;
  readonly radius: number;
  readonly name: string;
}

/** Of the largest even circle about the middle this part is taken: edges blur, and ring. */
const PART = 0.9;
/** In pixels. */
const LEAST_RADIUS = 16;

/**
 * The circle that is chosen on the slice, or else the largest one about the middle of the picture in which the phantom has one
 * value; `null` where that is small.
 */
export function evenCircle(context: AnalysisContext): EvenCircle | null {
  const mark = markFor(context, ['circle']);
  if (mark?.plane === 'slice')
    return { middle: mark.form.middle, radius: mark.form.radius, name: `circle ${mark.name}` };
  const { truth } = context;
  if (!truth) return null;
  const radius = PART * evenRadius(truth);
  const isLarge = radius >= LEAST_RADIUS * Math.abs(truth.horizontal.step);
  return isLarge ? { middle: middleOf(truth), radius, name: `the middle, ${(2 * radius).toFixed(0)} mm across` } : null;
}

function middleOf({ horizontal, vertical, rows, columns }: MeasuredPlane): PlanePoint {
  return {
    x: horizontal.first + ((columns - 1) / 2) * horizontal.step,
    y: vertical.first + ((rows - 1) / 2) * vertical.step,
  };
}

/** Distance of the nearest pixel whose value is another than that in the middle; at most to the picture’s side. */
function evenRadius({ values, rows, columns, horizontal, vertical }: MeasuredPlane): number {
  const [middleRow, middleColumn] = [(rows - 1) / 2, (columns - 1) / 2];
  const middle = values[Math.floor(middleRow) * columns + Math.floor(middleColumn)]!;
  const least = 1e-4 * Math.max(1e-3, Math.abs(middle));
  let nearest = Math.min(Math.abs(horizontal.step) * columns, Math.abs(vertical.step) * rows) / 2;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (Math.abs(values[row * columns + column]! - middle) <= least) continue;
      const distance = Math.hypot((row - middleRow) * vertical.step, (column - middleColumn) * horizontal.step);
      nearest = Math.min(nearest, distance);
    }
  }
  return nearest;
}
