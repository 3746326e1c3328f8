import { PlainTwins } from '../../compute/cpu/plain-twins.ts';
import { SomeLanes } from '../../compute/cpu/some-lanes.ts';
import { RunExecutor } from '../../compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../compute/device.ts';
import { Session } from '../../experiment/session.ts';
import type { Operators } from '../../operators/contract.ts';
import { CpuOperators, type CpuOptions } from '../../operators/cpu/cpu-operators.ts';
import type { CpuExecutor, CpuTasks } from '../../operators/cpu/cpu-tasks.ts';
import { Lane } from '../../pipeline/lane.ts';
import { ResultCache } from '../../pipeline/result-cache.ts';
import type { Engine } from './engine.ts';
import type { Racer } from './race.ts';

/** The GPU beside the CPU. */
export function gpuAgainstCpu(cpu: Engine, gpu: Engine): readonly Racer[] {
  return [
    { title: 'CPU', words: 'the CPU', engine: cpu },
    { title: `GPU${gpu.operators.description.isSoftware ? ' (software)' : ''}`, words: 'the GPU', engine: gpu },
  ];
}

/** Plain TypeScript on one thread may take so many times as long as WebAssembly with SIMD. */
const TIMES_OF_SIMD = 20;

/**
 * What a machine without a GPU has to compare: plain TypeScript with WebAssembly SIMD, and one thread with all of them.
 *
 * @param hasSimd whether the browser runs WebAssembly SIMD; without it everything is plain TypeScript
 */
export function threadsAndSimd(host: CpuExecutor, options: CpuOptions, hasSimd: boolean): readonly Racer[] {
  const { lanes } = host;
  const how = hasSimd ? 'SIMD' : 'Plain';
  const one: Racer = {
    title: `${how}, 1 thread`,
    words: `one thread${hasSimd ? ' with SIMD' : ''}`,
    engine: cpuPart(host, options, 1, false),
  };
  const plain: Racer = {
    title: 'Plain, 1 thread',
    words: 'one thread of plain TypeScript',
    engine: cpuPart(host, options, 1, true),
    timesTheNext: TIMES_OF_SIMD,
  };
  const all: Racer = {
    title: `${how}, ${lanes} threads`,
    words: `${lanes} threads${hasSimd ? ' with SIMD' : ''}`,
    engine: cpuPart(host, options, lanes, false),
  };
  return [...(hasSimd ? [plain] : []), one, ...(lanes > 1 ? [all] : [])];
}

/** Some of the CPU's lanes, or what they do in plain TypeScript. */
function cpuPart(host: CpuExecutor, options: CpuOptions, lanes: number, isPlain: boolean): Racer['engine'] {
  const part = (executor: CpuExecutor) => {
    const some = new SomeLanes<CpuTasks>(executor, lanes);
    return new CpuOperators(isPlain ? new PlainTwins<CpuTasks>(some) : some, options);
  };
  const operators = part(host);
  const cache = new ResultCache(() => operators.release());
  return {
    operators: operators as unknown as Operators,
    createSession: () => {
      const executor = new RunExecutor(host);
      return new Session(part(executor), executor, new Lane(cache, true)) as unknown as Session<DeviceArray>;
    },
  };
}
