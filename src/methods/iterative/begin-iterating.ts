import type { DeviceArray } from '../../compute/device.ts';
import { type Grid, gridShape } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import { algebra } from '../../operators/algebra.ts';
import type { Operators } from '../../operators/contract.ts';
import { projector } from '../../operators/projector.ts';
import type { SetValues } from '../../spec-settings.ts';
import { Iterating, type IteratingParts } from './iterating.ts';
import { iterativeSettings, NO_UPPER_BOUND } from './iterative-settings.ts';
import { expectedNoiseNorm } from './noise-norm.ts';
import type { Counting, IterativeWork } from './problem.ts';
import { pairOf } from './unmatched-pair.ts';
import { weighsByCounts } from './weights-setting.ts';
import { whileAsked } from './while-asked.ts';

export { algebra } from '../../operators/algebra.ts';
export { isAtRest } from './stopping.ts';

/** Numbers that follow from readings and settings, whatever the prior, by name. */
export type Known = Map<string, number>;

export interface BeginIterating<A extends DeviceArray> {
  readonly operators: Operators<A>;
  readonly work: IterativeWork;
  readonly settings: SetValues;
  readonly scan: Scan;
  readonly grid: Grid;
  /** [views · detector rows, channels] */
  readonly readings: A;
  /** Makes [slices · rows, columns], which are given back; zeros where it is `null`. */
  readonly start: IteratingParts<A>['start'];
  /** Makes such an array by filtered back-projection with the unchanged ramp, which is given back. */
  filtered(signal: AbortSignal | undefined): Promise<A>;
  /** [slices · rows, columns]; `null` where nobody knows it. */
  readonly truth: A | null;
  readonly waterValue: number;
  readonly counting: Counting;
  readonly mostKept: number;
  /** What has been worked out of the same problem, whatever the prior; filled. */
  readonly known: Known;
  create(rows: number, columns: number): Promise<A>;
  giveBack(array: A): void;
}

/** The iterations of a method on the readings of a scan, none of which has been made. */
export async function beginIterating<A extends DeviceArray>(given: BeginIterating<A>): Promise<Iterating<A>> {
  const { operators, work, settings, scan, grid, readings, start, truth, waterValue, counting, known } = given;
  const { isNonNegative, upperBound, projector: model } = iterativeSettings(settings);
  const [columns, rows, slices] = gridShape(grid);
  const ofOperators = (asked: Operators<A>) => ({
    operators: asked,
    algebra: algebra(asked),
    projector: pairOf(asked, projector(asked, scan, grid, model), settings),
  });
  const shared = {
    ...{ readings, settings, waterValue, counting },
    isStarted: start !== null,
    least: isNonNegative ? 0 : Number.NEGATIVE_INFINITY,
    remember: (name: string, make: () => Promise<number>) => remembered(known, name, make),
    most: upperBound >= NO_UPPER_BOUND ? Number.POSITIVE_INFINITY : upperBound * waterValue,
  };
  return new Iterating<A>({
    ...{ work, start, truth, columns },
    rows: slices * rows,
    problem: (signal) => ({
      ...{ ...shared, ...ofOperators(whileAsked(operators, signal)) },
      filtered: () => given.filtered(signal()),
    }),
    noiseNorm: await expectedNoiseNorm(operators, algebra(operators), readings, counting, weighsByCounts(settings)),
    mostKept: given.mostKept,
    create: given.create,
    giveBack: given.giveBack,
    release: (array) => operators.release(array),
  });
}

async function remembered(known: Known, name: string, make: () => Promise<number>): Promise<number> {
  const number = known.get(name) ?? (await make());
  known.set(name, number);
  return number;
}
