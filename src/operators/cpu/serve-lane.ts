import { type Endpoint, expose, transfer } from 'comlink';
import { type CpuTaskName, cpuTasks } from './tasks.ts';

/** Makes a thread a lane: it serves tasks over an endpoint and hands their results over instead of copying them. */
export function serveLane(endpoint?: Endpoint): void {
  const served = Object.fromEntries(
    (Object.keys(cpuTasks) as CpuTaskName[]).map((name) => {
      const task = cpuTasks[name] as (...args: unknown[]) => unknown;
      return [name, (...args: unknown[]) => handOver(task(...args))];
    }),
  );
  expose(served, endpoint);
}

/** Tasks return an array, or an object with arrays in it, or numbers. */
function handOver(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  const arrays = [result, ...Object.values(ArrayBuffer.isView(result) ? {} : result)].filter(ArrayBuffer.isView);
  const buffers = arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
  return buffers.length > 0 ? transfer(result, buffers) : result;
}
