import type { ImageStep } from '../../experiment/run-steps.ts';
import type { IterationPoint } from '../../methods/iterative/iterating.ts';

type Figure = 'objective' | 'residual';

/**
 * Iterations from the start that follow others which have gone on from the image on screen: their images are passed over until
 * they have come as near, by what the method makes small.
 */
export class CatchingUp {
  readonly #near: IterationPoint;
  #by: Figure | null = null;
  #isThere = false;

  /** @param near what is known of the image on screen */
  constructor(near: IterationPoint) {
    this.#near = near;
  }

  /** Whether nobody is to see an image on the way, asked of each in turn. */
  passesOver({ views, of, iterations }: ImageStep): boolean {
    if (!iterations || views === of) return false;
    this.#by ??= this.#figureBy(iterations.last);
    this.#isThere ||= views > 0 && figureOf(iterations.last, this.#by) <= figureOf(this.#near, this.#by);
    return !this.#isThere;
  }

  /** What is as small at the start already, such as the total variation of nothing, says nothing of how near others are. */
  #figureBy(first: IterationPoint): Figure {
    return figureOf(first, 'objective') > figureOf(this.#near, 'objective') ? 'objective' : 'residual';
  }
}

/** Where a method makes nothing else small, its objective is its residual. */
function figureOf(point: IterationPoint, figure: Figure): number {
  return point[figure] ?? point.residual;
}
