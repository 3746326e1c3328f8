import type { DeviceArray } from '../compute/device.ts';
import type { CachedResult, Lease, ResultCache } from './result-cache.ts';

let lanesAlone = 0;

/**
 * Those who run one experiment after the other and want to find again what has not changed: the page's slice, its preview,
 * what stands beside it. A lane keeps the newest result of every stage, and holds what it has put on screen. Lanes find
 * each other's results, and none takes away what another keeps.
 */
export class Lane {
  readonly cache: ResultCache;
  /** What the texts of its keys begin with. */
  readonly #prefix: string;
  readonly #kept = new Map<string, CachedResult>();
  readonly #shown = new Map<string, readonly Lease[]>();

  /** @param isAlone whether it is to compute all it needs itself, to see how long that takes */
  constructor(cache: ResultCache, isAlone = false) {
    this.cache = cache;
    this.#prefix = isAlone ? `alone ${++lanesAlone}: ` : '';
  }

  /** The key of what depends on all that a text says. */
  keyOf(text: string): string {
    return this.cache.keys.of(this.#prefix + text);
  }

  /** Keeps a result as the newest of its stage; the one before goes where nothing else holds it. */
  keep(stage: string, result: CachedResult): void {
    const before = this.#kept.get(stage);
    if (before === result) return;
    this.#kept.set(stage, result);
    this.cache.keep(result);
    if (before) this.cache.letGo(before);
  }

  /** Lets the newest result of a stage go. @returns its arrays where nothing else holds them: they are the caller's now */
  dissolve(stage: string): DeviceArray[] {
    const before = this.#kept.get(stage);
    if (!before) return [];
    this.#kept.delete(stage);
    return this.cache.dissolve(before);
  }

  /** Lets the newest result of a stage go, for whose successor nobody asks. */
  drop(stage: string): void {
    const before = this.#kept.get(stage);
    this.#kept.delete(stage);
    if (before) this.cache.letGo(before);
  }

  /** Yields a step that shows some results. What stood in their place before goes when they are on screen. */
  *show<Step>(place: string, leases: readonly Lease[], step: Step): Generator<Step, void, void> {
    const before = this.#shown.get(place) ?? [];
    this.#shown.set(place, leases);
    try {
      yield step;
    } finally {
      for (const lease of before) lease.release();
    }
  }

  /** Gives up all that it keeps and holds; it can go on, from nothing. */
  release(): void {
    for (const leases of this.#shown.values()) for (const lease of leases) lease.release();
    this.#shown.clear();
    for (const result of this.#kept.values()) this.cache.letGo(result);
    this.#kept.clear();
  }
}
