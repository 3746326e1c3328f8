import type { DeviceArray } from '../compute/device.ts';
import { ShortKeys } from './short-keys.ts';

/**
 * What one device keeps at most of what is neither in use nor on screen: a sinogram of 512 MiB, the largest there is, what
 * is derived from it on the way to a slice, and the slice, its phantom and their difference at 4096². At the usual sizes
 * all lanes of the page together keep some tens of MiB and come nowhere near it.
 */
const MOST_BYTES = 1.5 * 2 ** 30;

/** A result and the arrays that it owns. It lives as long as it is leased, or kept by a lane. */
export class CachedResult {
  value: unknown = undefined;
  /** `null` until it is whole: a stage that was cut short is not to be found. */
  key: string | null = null;
  readonly arrays = new Set<DeviceArray>();
  leases = 0;
  keepers = 0;
  lastUse = 0;
  /** Whether its arrays have been given back. */
  isGone = false;
}

/** Results that may be held longer than whoever has made them needs them. */
export interface Holding {
  /** Holds them until what it gives is called; `null` where one of them is gone already. */
  hold(): (() => void) | null;
  /** Whether all of them are still there. */
  readonly isThere: boolean;
}

/** The right to use a result until it is released, once. */
export class Lease<Out = unknown> {
  readonly result: CachedResult;
  readonly #end: () => void;
  #isOver = false;

  constructor(result: CachedResult, end: () => void) {
    this.result = result;
    this.#end = end;
  }

  get value(): Out {
    return this.result.value as Out;
  }

  release(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#end();
  }
}

/**
 * The results on one device, by key, for all that run on it. What is leased stays; what is only kept goes, the longest
 * unused first, where all together would take more than the bound. Arrays are given back with the last lease.
 */
export class ResultCache {
  /** What results are found by, of texts that say all that they depend on. */
  readonly keys = new ShortKeys((key) => this.has(key));
  readonly #giveBack: (array: DeviceArray) => void;
  readonly #mostBytes: number;
  readonly #found = new Map<string, CachedResult>();
  /** All that own arrays, whole or not. */
  readonly #owning = new Set<CachedResult>();
  readonly #numbers = new WeakMap<object, number>();
  #objects = 0;
  #uses = 0;
  #bytes = 0;

  /** @param giveBack gives an array back to the device */
  constructor(giveBack: (array: DeviceArray) => void, mostBytes = MOST_BYTES) {
    this.#giveBack = giveBack;
    this.#mostBytes = mostBytes;
  }

  /** Bytes of all arrays that results own. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A number that is this object's for good. */
  numberOf(object: object): number {
    let number = this.#numbers.get(object);
    if (number === undefined) {
      number = ++this.#objects;
      this.#numbers.set(object, number);
    }
    return number;
  }

  has(key: string): boolean {
    return this.#found.has(key);
  }

  find(key: string): Lease | null {
    const result = this.#found.get(key);
    return result ? this.lease(result) : null;
  }

  /** A result that is yet to be made. */
  begin(): Lease {
    return this.lease(new CachedResult());
  }

  /** Makes a result whole. @returns the result under that key from now on, which another run may have made meanwhile */
  finish(result: CachedResult, key: string, value: unknown): CachedResult {
    const other = this.#found.get(key);
    if (other) return other;
    result.value = value;
    result.key = key;
    this.#found.set(key, result);
    return result;
  }

  lease(result: CachedResult): Lease {
    if (result.isGone) throw new Error('a result was asked for whose arrays have been given back');
    result.leases++;
    result.lastUse = ++this.#uses;
    return new Lease(result, () => {
      result.leases--;
      this.#endIfUnused(result);
    });
  }

  /** Those results, for whoever may want to hold them later. */
  holding(results: readonly CachedResult[]): Holding {
    const isThere = () => results.every(({ isGone }) => !isGone);
    return {
      get isThere() {
        return isThere();
      },
      hold: () => {
        if (!isThere()) return null;
        const leases = results.map((result) => this.lease(result));
        return () => {
          for (const lease of leases) lease.release();
        };
      },
    };
  }

  keep(result: CachedResult): void {
    result.keepers++;
  }

  letGo(result: CachedResult): void {
    result.keepers--;
    this.#endIfUnused(result);
  }

  /** Lets a result go, and hands over its arrays where nobody else has a use for them. */
  dissolve(result: CachedResult): DeviceArray[] {
    if (result.isGone || result.leases > 0 || result.keepers > 1) {
      this.letGo(result);
      return [];
    }
    const arrays = [...result.arrays];
    for (const array of arrays) this.disown(result, array);
    this.letGo(result);
    return arrays;
  }

  own(result: CachedResult, array: DeviceArray): void {
    if (result.arrays.has(array)) return;
    result.arrays.add(array);
    this.#owning.add(result);
    this.#bytes += bytesOf(array);
  }

  disown(result: CachedResult, array: DeviceArray): void {
    if (result.arrays.delete(array)) this.#bytes -= bytesOf(array);
    if (result.arrays.size === 0) this.#owning.delete(result);
  }

  /** Gives back what is only kept, until so much more is within the bound or nothing is left that could go. */
  makeRoomFor(rows: number, columns: number): void {
    const more = bytesOf({ rows, columns });
    while (this.#bytes + more > this.#mostBytes) {
      let oldest: CachedResult | null = null;
      for (const result of this.#owning) {
        if (result.leases === 0 && result.lastUse < (oldest?.lastUse ?? Number.POSITIVE_INFINITY)) oldest = result;
      }
      if (!oldest) return;
      this.#end(oldest);
    }
  }

  #endIfUnused(result: CachedResult): void {
    if (result.leases === 0 && result.keepers === 0) this.#end(result);
  }

  #end(result: CachedResult): void {
    if (result.isGone) return;
    result.isGone = true;
    if (result.key !== null) this.#found.delete(result.key);
    for (const array of [...result.arrays]) {
      this.disown(result, array);
      this.#giveBack(array);
    }
  }
}

function bytesOf({ rows, columns }: DeviceArray): number {
  return rows * columns * Float32Array.BYTES_PER_ELEMENT;
}
