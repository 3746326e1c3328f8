import type { DeviceArray } from '../../compute/device.ts';

/**
 * Images of iterations, as many as there is room for: all of them at first, then every second, every fourth and so on, the
 * start and the newest ones, and the one nearest to the truth.
 */
export class KeptIterates<A extends DeviceArray> {
  readonly #most: number;
  readonly #create: () => Promise<A>;
  readonly #giveBack: (array: A) => void;
  readonly #images = new Map<number, A>();
  #stride = 1;
  #best = 0;

  /** @param most three at least */
  constructor(most: number, create: () => Promise<A>, giveBack: (array: A) => void) {
    this.#most = Math.max(3, most);
    this.#create = create;
    this.#giveBack = giveBack;
  }

  /** In their order. */
  get iterations(): readonly number[] {
    return [...this.#images.keys()].sort((a, b) => a - b);
  }

  /** How many there are, and how many there may be. */
  get count(): { readonly now: number; readonly most: number } {
    return { now: this.#images.size, most: this.#most };
  }

  get(iteration: number): A | undefined {
    return this.#images.get(iteration);
  }

  /** The nearest that is kept; of two the earlier. */
  nearest(iteration: number): { readonly iteration: number; readonly image: A } | null {
    const nearest = this.iterations.reduce<number | null>(
      (best, kept) => (best === null || Math.abs(kept - iteration) < Math.abs(best - iteration) ? kept : best),
      null,
    );
    return nearest === null ? null : { iteration: nearest, image: this.#images.get(nearest)! };
  }

  /** @param fill copies the iteration's image into an array @param isBest whether it is nearer to the truth than all before */
  async add(iteration: number, fill: (into: A) => Promise<void>, isBest: boolean): Promise<void> {
    if (isBest) this.#best = iteration;
    if (this.#images.has(iteration)) return;
    const free = this.#makeRoom();
    const image = free ?? (await this.#create());
    try {
      await fill(image);
    } catch (error) {
      this.#giveBack(image);
      throw error;
    }
    this.#images.set(iteration, image);
  }

  /** @returns the array of an image that went; `null` where there is room. Also where a way is gone again, past images that are kept. */
  #makeRoom(): A | null {
    if (this.#images.size < this.#most) return null;
    // Of three at least one is neither the start nor the nearest to the truth.
    for (;;) {
      const goes = this.iterations.find((kept) => kept % this.#stride !== 0 && kept !== this.#best);
      if (goes !== undefined) {
        const image = this.#images.get(goes)!;
        this.#images.delete(goes);
        return image;
      }
      this.#stride *= 2;
    }
  }
}
