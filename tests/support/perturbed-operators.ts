import type { DeviceArray } from '../../src/compute/device.ts';
import type { BenchmarkContender } from '../../src/experiment/benchmark/contender.ts';
import type { Operators } from '../../src/operators/contract.ts';

/** A contender that computes nearly right: one value of every array it gives out is off, or is what is given. */
export function perturbed(contender: BenchmarkContender, value?: number): BenchmarkContender {
  const operators: Operators = new Proxy(contender.operators, {
    get: (target, name) => {
      if (name === 'read') {
        return async (array: DeviceArray) => {
          const values = await target.read(array);
          const middle = values.length >> 1;
          values[middle] = value ?? values[middle]! + 0.02 * Math.max(...values);
          return values;
        };
      }
      const member = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return { ...contender, operators };
}
