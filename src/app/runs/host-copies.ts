import type { DeviceArray } from '../../compute/device.ts';
import type { Engine } from '../engine/engine.ts';

/**
 * The values on the host of arrays on screen, for the value under the pointer, for saving and for image quality. Made after a
 * run and when asked for, never between scan and screen.
 */
export class HostCopies {
  readonly #copies = new WeakMap<DeviceArray, Float32Array>();
  readonly #underWay = new WeakMap<DeviceArray, Promise<Float32Array>>();

  /** The copy if there is one already. */
  peek(array: DeviceArray): Float32Array | null {
    return this.#copies.get(array) ?? null;
  }

  /** The copy, read from the device where there is none yet. */
  async of(engine: Engine, array: DeviceArray): Promise<Float32Array> {
    const copy = this.#copies.get(array);
    if (copy) return copy;
    const there = engine.hostValues(array);
    if (there) {
      this.#copies.set(array, there);
      return there;
    }
    let reading = this.#underWay.get(array);
    if (!reading) {
      reading = engine.operators.read(array);
      this.#underWay.set(array, reading);
    }
    try {
      const values = await reading;
      // Forgotten meanwhile: the array has changed since, and the copy is of what it was.
      if (this.#underWay.get(array) === reading) this.#copies.set(array, values);
      return values;
    } finally {
      if (this.#underWay.get(array) === reading) this.#underWay.delete(array);
    }
  }

  /** To be called when an array's contents change in place. */
  forget(array: DeviceArray): void {
    this.#copies.delete(array);
    this.#underWay.delete(array);
  }
}
