import { type Grid, gridShape } from '../../geometry/grid.ts';
import type { Iterating } from '../../methods/iterative/iterating.ts';
import {
  ENDING_SETTINGS,
  type IterativeSettings,
  iterativeSettings,
} from '../../methods/iterative/iterative-settings.ts';
import type { Method } from '../../methods/method.ts';
import { ownSettings } from '../../methods/method.ts';
import type { Progress, StageContext } from '../../pipeline/stage.ts';
import type { SetValues } from '../../spec-settings.ts';
import type { ReconstructionSettings } from '../settings.ts';
import { iterativePart } from './iterations.ts';
import type { Slice } from './slice.ts';

/** What is set of when a method ends; `null` of a method that does not iterate. */
export function endingOf(method: Method, reconstruction: ReconstructionSettings): SetValues | null {
  if (!method.iterates) return null;
  const own = ownSettings(method, reconstruction);
  return Object.fromEntries(ENDING_SETTINGS.map((key) => [key, own[key]]));
}

/**
 * The image of the last iteration that is asked for, or of the one at which the method comes to rest. Whoever watches sees
 * them all, or, where a pace is set, those that it asks for.
 */
export async function* iteratedImage(
  { operators, create, signal, pace }: StageContext,
  ending: SetValues,
  iterations: Iterating,
  grid: Grid,
): AsyncGenerator<Progress<Slice>, Slice, void> {
  const { algebra, isAtRest } = await iterativePart();
  const settings = iterativeSettings(ending);
  const [columns, rows, slices] = gridShape(grid);
  const image = await create(slices * rows, columns);
  const of = settings.iterations;
  const next = (made: number) => Math.min(of, pace ? paced(iterations, made + pace()) : made + 1);
  for (let made = pace ? 0 : madeBefore(iterations, settings, isAtRest); ; made = next(made)) {
    const present = await iterations.reach(made, signal);
    if (made >= of || isAtRest(iterations.points[made]!, settings, iterations.noiseNorm)) {
      await algebra(operators).copy(image, present);
      return { image, views: made, of: made, isIterated: true };
    }
    yield { done: made / of, soFar: { image: present, views: made, of, isIterated: true } };
  }
}

type IsAtRest = Awaited<ReturnType<typeof iterativePart>>['isAtRest'];

/** The iteration to go on from: the last that has been made, or the one at which they end. */
function madeBefore({ points, noiseNorm }: Iterating, settings: IterativeSettings, isAtRest: IsAtRest): number {
  const last = Math.max(0, Math.min(settings.iterations, points.length - 1));
  if (settings.stop === 'iterations') return last;
  for (let made = 0; made < last; made++) {
    if (isAtRest(points[made]!, settings, noiseNorm)) return made;
  }
  return last;
}

/** Whoever plays what has been made already sees the nearest image that is kept from there on. */
function paced({ points, kept }: Iterating, wanted: number): number {
  const isMade = wanted < points.length;
  return (isMade && kept.find((iteration) => iteration >= wanted)) || wanted;
}
