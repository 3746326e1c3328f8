import { axesOf, STACK_AXES, type StackAxes, type StackShape, stackShape } from './stack-axes.ts';

/**
 * How white or dark readings lie beside a stack: as that does, or with their views on another axis, where that fits and nothing
 * else does; `null` where none or several fit.
 *
 * @param shape of the readings as stored: of two axes those of one projection
 * @param axes how the stack lies
 * @param isInFiles whether there is one file for each, so that views come first
 */
export function plainAxes(
  shape: readonly number[],
  { rows, channels }: Pick<StackShape, 'rows' | 'channels'>,
  axes: StackAxes,
  isInFiles: boolean,
): StackAxes | null {
  if (shape.length !== 2 && shape.length !== 3) return null;
  const fits = (lying: StackAxes) => {
    const is = stackShape(shape, lying);
    return is.rows === rows && is.channels === channels;
  };
  const isRowsFirst = (lying: StackAxes) => lying.indexOf('rows') < lying.indexOf('channels');
  const possible = STACK_AXES.filter(
    (lying) => isRowsFirst(lying) === isRowsFirst(axes) && (!isInFiles || lying.startsWith('views')),
  );
  if (possible.includes(axes) && fits(axes)) return axes;
  if (shape.length === 2) return null;
  const [only = null, another] = possible.filter(fits);
  return another ? null : only;
}

/** What white or dark readings are to be, for a sentence: `[10, 32] (rows, channels) or …`. */
export function plainShapes({ rows, channels }: Pick<StackShape, 'rows' | 'channels'>, axes: StackAxes): string {
  const lengths = { views: 'number', rows, channels };
  const list = (count: number) => axesOf(axes, count).map((axis) => lengths[axis]);
  return `[${list(2).join(', ')}] (${axesOf(axes, 2).join(', ')}), or several of these as [${list(3).join(', ')}]`;
}
