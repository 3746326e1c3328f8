import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { LaneExecutor, type LaneStarter } from '../compute/cpu/lane-executor.ts';
import { NearTasks } from '../compute/cpu/near.ts';
import { hearLane } from '../compute/cpu/serve-lane.ts';
import type { CpuExecutor, CpuTasks } from '../operators/cpu/cpu-tasks.ts';
import { nearTasks } from '../operators/cpu/near-tasks.ts';
import laneScript from './lane.ts?in-one-script';

/**
 * The CPU's lanes in Node: threads of a script that this file carries as text, so that the command stays a single file and
 * no thread reads more of it than it needs.
 */
export function createNodeExecutor(): CpuExecutor {
  const startLane: LaneStarter<CpuTasks> = (events) => {
    const { died } = events;
    const worker = new Worker(laneScript, { eval: true });
    worker.on('message', (message) => hearLane(message, events));
    worker.on('error', (error) => died(error.message));
    worker.on('exit', (code) => died(`it ended with code ${code}`));
    return {
      tasks: Comlink.wrap(nodeEndpoint(worker)),
      terminate: () => void worker.terminate(),
    };
  };
  const near = new NearTasks<CpuTasks>(async () => nearTasks());
  return new LaneExecutor<CpuTasks>(Math.max(1, availableParallelism()), startLane, near);
}
