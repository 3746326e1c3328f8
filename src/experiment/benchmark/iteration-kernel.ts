import type { DeviceArray } from '../../compute/device.ts';
import { beginIterating } from '../../methods/iterative/begin-iterating.ts';
import type { Iterating } from '../../methods/iterative/iterating.ts';
import type { IterativeMethod } from '../../methods/method.ts';
import type { IterativeMethodName } from '../../methods/registry.ts';
import { algebra } from '../../operators/algebra.ts';
import type { Operators } from '../../operators/contract.ts';
import { usualValues } from '../../spec-settings.ts';
import { plainImage } from '../stages/plain-image.ts';
import type { BenchmarkKernel } from './benchmark-kernel.ts';
import type { BenchmarkProblem } from './problem.ts';

/** Iterations under way, and how many have been made. */
interface UnderWay {
  readonly iterating: Iterating;
  readonly arrays: Set<DeviceArray>;
  made: number;
}

/**
 * One iteration of a method as runs make them, with what is told of each: from zeros, with what is usual of the method. The
 * first go, which is judged and not timed, sets up what all of them need; each go after it makes the next iteration.
 */
export function iterationKernel(method: IterativeMethod & { readonly name: IterativeMethodName }): BenchmarkKernel {
  const underWay = new WeakMap<DeviceArray, UnderWay>();
  return {
    title: method.words.label,
    counted: 'rays',
    input: 'sinogram',
    output: `iterate of ${method.name}`,
    backProjected: null,
    growth: 8,
    async run(operators, problem, input, output, { signal }) {
      let begun = underWay.get(output);
      if (!begun) {
        begun = await begin(operators, method, problem, input!);
        underWay.set(output, begun);
      }
      begun.made++;
      const image = await begun.iterating.reach(begun.made, signal);
      await algebra(operators).copy(output, image as typeof output);
    },
    end(operators, output) {
      for (const array of underWay.get(output)?.arrays ?? []) operators.release(array as typeof output);
      underWay.delete(output);
    },
  };
}

async function begin<A extends DeviceArray>(
  operators: Operators<A>,
  method: IterativeMethod,
  { scan, grid }: BenchmarkProblem,
  readings: A,
): Promise<UnderWay> {
  const arrays = new Set<A>();
  const iterating = await beginIterating<A>({
    ...{ operators, work: await method.load(), settings: usualValues(method.settings), scan, grid, readings },
    ...{ start: null, truth: null, waterValue: 1 },
    counting: { photons: null, electronicNoise: 0, signalFactor: 1 },
    filtered: (signal) => plainImage(operators, readings, scan, grid, { signal }),
    mostKept: 0,
    known: new Map(),
    create: async (rows, columns) => {
      const array = await operators.create(rows, columns);
      arrays.add(array);
      return array;
    },
    giveBack: (array) => {
      arrays.delete(array);
      operators.release(array);
    },
  });
  return { iterating: iterating as unknown as Iterating, arrays, made: 0 };
}
