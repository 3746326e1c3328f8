import type { DeviceArray } from '../compute/device.ts';
import type { Operators } from '../operators/contract.ts';
import type { CachedResult, ResultCache } from './result-cache.ts';

/** The arrays of a stage at work: each belongs to its result, or is given back. */
export class StageArrays {
  readonly #operators: Operators;
  readonly #cache: ResultCache;
  readonly #result: CachedResult;
  /** What the stage's last result lay in. */
  #before: DeviceArray[];

  constructor(operators: Operators, cache: ResultCache, result: CachedResult, before: DeviceArray[]) {
    this.#operators = operators;
    this.#cache = cache;
    this.#result = result;
    this.#before = before;
  }

  async create(rows: number, columns: number): Promise<DeviceArray> {
    this.dropRoom();
    this.#cache.makeRoomFor(rows, columns);
    return this.own(await this.#operators.create(rows, columns));
  }

  async room(rows: number, columns: number): Promise<DeviceArray> {
    const fits = this.#before.findIndex((array) => array.rows === rows && array.columns === columns);
    const [array] = fits < 0 ? [] : this.#before.splice(fits, 1);
    return array ? this.own(array) : this.create(rows, columns);
  }

  own(array: DeviceArray): DeviceArray {
    this.#cache.own(this.#result, array);
    return array;
  }

  giveBack(array: DeviceArray): void {
    this.#cache.disown(this.#result, array);
    this.#operators.release(array);
  }

  /** Gives back what is left of the last result. */
  dropRoom(): void {
    for (const array of this.#before.splice(0)) this.#operators.release(array);
  }
}
