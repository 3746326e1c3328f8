import type { DeviceArray } from '../../compute/device.ts';
import { InputError } from '../../errors.ts';
import type { Algebra } from '../../operators/algebra.ts';
import { imageVariation } from '../../operators/image-variation.ts';
import { KeptIterates } from './kept-iterates.ts';
import type { IterationFigures, IterativeWork, Problem } from './problem.ts';

/** What is known of one iteration's image. */
export interface IterationPoint extends IterationFigures {
  /** 0 is the start. */
  readonly iteration: number;
  /** Since the first iteration began, without what was waited for. */
  readonly seconds: number;
  /** ‖x − x before‖ / ‖x‖; 0 of the start. */
  readonly change: number;
  /**
   * ∫|∇x|, in the image's unit times mm, in space times mm²: what a shape's contrast is worth is its perimeter, or its surface,
   * however fine the grid. Left out where a GPU has the image in several buffers.
   */
  readonly totalVariation?: number;
  /** Root mean square of what the image departs from the truth by; left out where no truth is known. */
  readonly rmse?: number;
}

/** What the images of iterations take that are kept. */
export interface IterationMemory {
  readonly images: number;
  readonly bytes: number;
  readonly mostBytes: number;
}

/** What iterations are made of. */
export interface IteratingParts<A extends DeviceArray> {
  readonly work: IterativeWork;
  /** Of the problem all but what belongs to one try. @param signal asked before every piece of work */
  problem(signal: () => AbortSignal | undefined): Omit<Problem<A>, 'image' | 'create'>;
  /** Makes what it begins with, an array of the caller's; zeros where it is `null`. */
  readonly start: ((signal: AbortSignal | undefined) => Promise<A>) | null;
  /** The truth on the image's grid, where one is known. */
  readonly truth: A | null;
  /** Rows and columns of the image. */
  readonly rows: number;
  readonly columns: number;
  /** A new array of zeros, which lives as long as the iterations do. */
  create(rows: number, columns: number): Promise<A>;
  giveBack(array: A): void;
  /** Gives back an array that something else has made. */
  release(array: A): void;
  /** ‖noise‖ that the readings are expected to have; `null` where it is not known. */
  readonly noiseNorm: number | null;
  /** How many images may be kept on the way. */
  readonly mostKept: number;
}

/**
 * The iterations of a method on one problem: as many as anybody has asked for so far, with what is known of each, and those
 * images that there is room for. Who asks for more goes on where it stands, which gives the same bits as having asked for all
 * of them at once; what is given up in the middle of an iteration begins anew.
 */
export class Iterating<A extends DeviceArray = DeviceArray> {
  readonly #parts: IteratingParts<A>;
  readonly #kept: KeptIterates<A>;
  readonly #points: IterationPoint[] = [];
  #leastRmse = Number.POSITIVE_INFINITY;
  #try: Try<A> | null = null;
  #signal: AbortSignal | undefined;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(parts: IteratingParts<A>) {
    this.#parts = parts;
    this.#kept = new KeptIterates(
      parts.mostKept,
      () => parts.create(parts.rows, parts.columns),
      (array) => parts.giveBack(array),
    );
  }

  /** What is known so far, the start first. The list is the same one for good, and grows at its end alone. */
  get points(): readonly IterationPoint[] {
    return this.#points;
  }

  /** ‖noise‖ that the readings are expected to have; `null` where it is not known. */
  get noiseNorm(): number | null {
    return this.#parts.noiseNorm;
  }

  /** The iterations whose images are there. */
  get kept(): readonly number[] {
    return this.#kept.iterations;
  }

  /** What the images that are kept take of how much they may. */
  get memory(): IterationMemory {
    const { now, most } = this.#kept.count;
    const bytes = Float32Array.BYTES_PER_ELEMENT * this.#parts.rows * this.#parts.columns;
    return { images: now, bytes: now * bytes, mostBytes: most * bytes };
  }

  /** The image of an iteration, or of the nearest one that is kept. It belongs to the iterations. */
  nearest(iteration: number): { readonly iteration: number; readonly image: A } | null {
    return this.#kept.nearest(iteration);
  }

  /**
   * Makes sure that an iteration is known, and its image there. Others wait meanwhile.
   *
   * @throws (rejects) what the signal carries when it is aborted
   */
  reach(iteration: number, signal: AbortSignal | undefined): Promise<A> {
    const work = this.#busy.then(() => this.#reach(iteration, signal));
    this.#busy = work.catch(() => undefined);
    return work;
  }

  async #reach(iteration: number, signal: AbortSignal | undefined): Promise<A> {
    signal?.throwIfAborted();
    const there = this.#kept.get(iteration);
    if (there) return there;
    this.#signal = signal;
    try {
      // What has been given up, or passed and not kept.
      if (!this.#try || this.#try.iteration > iteration) await this.#begin();
      while (this.#try!.iteration < iteration) await this.#step(this.#try!);
      // Its copy, which stays as it is while the next one is made, and when that is given up.
      return this.#kept.get(iteration)!;
    } catch (error) {
      await this.endTry();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    await this.endTry();
    const { parts, arrays, create } = this.#newArrays();
    const { rows, columns, start, work } = parts;
    const shared = parts.problem(() => this.#signal);
    const image = await create(rows, columns);
    if (start) await this.#copyStart(start, shared.algebra, image);
    const before = await create(rows, columns);
    const problem: Problem<A> = { ...shared, image, create };
    this.#try = { problem, before, arrays, steps: work.iterate(problem), iteration: -1, seconds: 0 };
    await this.#step(this.#try);
  }

  async #copyStart(make: NonNullable<IteratingParts<A>['start']>, algebra: Algebra<A>, image: A): Promise<void> {
    const start = await make(this.#signal);
    try {
      await algebra.copy(image, start);
    } finally {
      this.#parts.release(start);
    }
  }

  #newArrays() {
    const parts = this.#parts;
    const arrays: A[] = [];
    const create = async (rows: number, columns: number) => {
      const array = await parts.create(rows, columns);
      arrays.push(array);
      return array;
    };
    return { parts, arrays, create };
  }

  async #step(tried: Try<A>): Promise<void> {
    const began = performance.now();
    const { value: figures, done } = await tried.steps.next();
    if (done) throw new Error('an iterative method came to an end by itself');
    const { algebra, image } = tried.problem;
    const seconds = tried.iteration < 0 ? 0 : tried.seconds + (performance.now() - began) / 1000;
    const change = tried.iteration < 0 ? 0 : await relativeChange(algebra, image, tried.before);
    const rmse = await this.#rmse(algebra, image, tried.before);
    const total = await totalVariation(tried.problem, tried.before);
    await algebra.copy(tried.before, image);
    tried.iteration++;
    tried.seconds = seconds;
    const { iteration } = tried;
    this.#signal?.throwIfAborted();
    // Of a second try the first one's numbers, which are the same, stay.
    if (iteration >= this.#points.length) {
      const known = { ...(total !== null && { totalVariation: total }), ...(rmse !== null && { rmse }) };
      this.#points.push({ ...figures, iteration, seconds, change, ...known });
    }
    const isBest = rmse !== null && rmse <= this.#leastRmse;
    if (isBest) this.#leastRmse = rmse;
    await this.#kept.add(iteration, (into) => algebra.copy(into, image), isBest);
  }

  /** @param scratch an array of the image's size that may be written over */
  async #rmse(algebra: Algebra<A>, image: A, scratch: A): Promise<number | null> {
    const { truth } = this.#parts;
    if (!truth) return null;
    await algebra.copy(scratch, image);
    await algebra.addScaled(scratch, -1, truth);
    return Math.sqrt((await algebra.squaredNorm(scratch)) / (image.rows * image.columns));
  }

  /** Gives back all but what is kept: whoever goes on begins anew. */
  async endTry(): Promise<void> {
    const tried = this.#try;
    this.#try = null;
    if (!tried) return;
    await tried.steps.return();
    for (const array of tried.arrays) this.#parts.giveBack(array);
  }
}

/** One way from the start on. */
interface Try<A extends DeviceArray> {
  readonly problem: Problem<A>;
  /** The image of the iteration before. */
  readonly before: A;
  readonly arrays: readonly A[];
  readonly steps: AsyncGenerator<IterationFigures, void, void>;
  iteration: number;
  seconds: number;
}

/** ‖x − before‖ / ‖x‖, where `before` is written over. */
async function relativeChange<A extends DeviceArray>(algebra: Algebra<A>, image: A, before: A): Promise<number> {
  await algebra.addScaled(before, -1, image);
  const [step, all] = [await algebra.squaredNorm(before), await algebra.squaredNorm(image)];
  return all > 0 ? Math.sqrt(step / all) : 0;
}

/** @param scratch an array of the image's size that may be written over */
async function totalVariation<A extends DeviceArray>(
  { operators, projector: { grid }, image }: Problem<A>,
  scratch: A,
): Promise<number | null> {
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm } = grid;
  // Per pixel: over the size of one, times its area or volume.
  const unitMm = pixelSizeMm * ((grid.slices ?? 1) > 1 ? sliceSpacingMm : 1);
  try {
    return unitMm * (await imageVariation(operators, grid).total(image, scratch));
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
