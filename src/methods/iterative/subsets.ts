import type { DeviceArray } from '../../compute/device.ts';
import { detectorRowsOf } from '../../geometry/scan.ts';
import type { ViewMix } from '../../kernels/mix-views/view-mix.ts';
import type { Operators } from '../../operators/contract.ts';
import type { Projector } from '../../operators/projector.ts';
import type { Problem } from './problem.ts';
import { viewSubsets } from './view-subsets.ts';

/** Some of a scan's views, in an array of their own. */
export interface Subset<A extends DeviceArray = DeviceArray> {
  readonly views: readonly number[];
  /** A of these views, with its transpose. */
  readonly projector: Projector<A>;
  /** b of these views, [views of the subset · detector rows, channels]; stay as they are. */
  readonly readings: A;
}

/**
 * The problem in subsets of its views, in the order in which they are to be gone through. All that they need is made here,
 * once. A single one is the problem itself.
 *
 * @param readings in the place of the problem's own
 */
export async function subsetsOf<A extends DeviceArray>(
  problem: Pick<Problem<A>, 'operators' | 'projector' | 'readings' | 'create'>,
  count: number,
  readings: A = problem.readings,
): Promise<readonly Subset<A>[]> {
  const { operators, projector, create } = problem;
  const rows = detectorRowsOf(projector.scan);
  const subsets = viewSubsets(projector.scan, count);
  if (subsets.length === 1) return [{ views: subsets[0]!, projector, readings }];
  const made: Subset<A>[] = [];
  for (const views of subsets) {
    const own = await create(views.length * rows, readings.columns);
    await gatherViews(operators, readings, rows, views, own);
    made.push({ views, projector: projector.ofViews(views), readings: own });
  }
  return made;
}

/** out = some views of the readings, in the order given. @param detectorRows of each view */
export async function gatherViews<A extends DeviceArray>(
  operators: Operators<A>,
  readings: A,
  detectorRows: number,
  views: readonly number[],
  out: A,
): Promise<void> {
  const rows = views.flatMap((view) => Array.from({ length: detectorRows }, (_, row) => view * detectorRows + row));
  const mix: ViewMix = {
    firstTerm: Uint32Array.from({ length: rows.length + 1 }, (_, row) => row),
    views: Uint32Array.from(rows),
    shares: new Float32Array(rows.length).fill(1),
  };
  await operators.mixViews(mix, readings, out, { from: 0, to: rows.length });
}

/** Arrays to work in, one for each size that subsets have. */
export async function scratchBySize<A extends DeviceArray>(
  subsets: readonly Subset<A>[],
  create: Problem<A>['create'],
): Promise<(subset: Subset<A>) => A> {
  const arrays = new Map<number, A>();
  for (const { readings } of subsets) {
    if (!arrays.has(readings.rows)) arrays.set(readings.rows, await create(readings.rows, readings.columns));
  }
  return ({ readings }) => arrays.get(readings.rows)!;
}

/**
 * pixelLengths = for each pixel the largest Σ A(ray, pixel) that a subset has over its rays: no subset's step by it is longer
 * than that subset's own, and one array serves them all. Of one subset it is Aᵀ1.
 *
 * @param scratch of the image's size, written over
 */
export async function largestPixelLengths<A extends DeviceArray>(
  { algebra }: Pick<Problem<A>, 'algebra'>,
  subsets: readonly Subset<A>[],
  scratchOf: (subset: Subset<A>) => A,
  scratch: A,
  pixelLengths: A,
): Promise<void> {
  await algebra.fill(pixelLengths, 0);
  for (const subset of subsets) {
    const ones = scratchOf(subset);
    await algebra.fill(ones, 1);
    await subset.projector.adjoint(ones, scratch);
    // max(a, b) = a + max(0, b − a)
    await algebra.addScaled(scratch, -1, pixelLengths);
    await algebra.clip(scratch, 0, Number.POSITIVE_INFINITY);
    await algebra.addScaled(pixelLengths, 1, scratch);
  }
}
