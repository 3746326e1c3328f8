import type { DeviceArray } from '../../src/compute/device.ts';
import type { Operators } from '../../src/operators/contract.ts';

/** A device that only makes arrays and takes them back, and knows which are alive. */
export class MadeUpDevice {
  readonly alive = new Set<DeviceArray>();
  made = 0;
  /** How many arrays it has room for. */
  most = Number.POSITIVE_INFINITY;

  readonly operators = {
    create: async (rows: number, columns: number) => {
      if (this.alive.size >= this.most) throw new Error('no room');
      this.made++;
      const array = { rows, columns };
      this.alive.add(array);
      return array;
    },
    release: (array: DeviceArray) => this.giveBack(array),
  } as unknown as Operators;

  readonly giveBack = (array: DeviceArray): void => {
    if (!this.alive.delete(array)) throw new Error('an array was given back twice');
  };
}
