/** How a stack of projections may lie in its file, the slowest axis first. The first is what is usual. */
export const STACK_AXES = [
  'views-rows-channels',
  'views-channels-rows',
  'rows-views-channels',
  'rows-channels-views',
  'channels-views-rows',
  'channels-rows-views',
] as const;
export type StackAxes = (typeof STACK_AXES)[number];

/** Which row of the detector a stack has first. */
export const FIRST_ROWS = ['lowest', 'highest'] as const;
export type FirstRow = (typeof FIRST_ROWS)[number];

export type Axis = 'views' | 'rows' | 'channels';

/** The lengths of a stack's axes. */
export type StackShape = Readonly<Record<Axis, number>>;

/** How a stack lies. */
export interface StackOrder {
  readonly axes: StackAxes;
  readonly firstRow: FirstRow;
}

/** @param shape as stored; of two axes, those of a projection alone */
export function stackShape(shape: readonly number[], axes: StackAxes): StackShape {
  const lengths: Record<Axis, number> = { views: 1, rows: 1, channels: 1 };
  axesOf(axes, shape.length).forEach((axis, i) => {
    lengths[axis] = shape[i]!;
  });
  return lengths;
}

/** @param count of axes: of two, those of a projection alone */
export function axesOf(axes: StackAxes, count: number): readonly Axis[] {
  const all = axes.split('-') as Axis[];
  return count === 2 ? all.filter((axis) => axis !== 'views') : all;
}
