import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { LaneExecutor, type LaneStarter } from '../compute/cpu/lane-executor.ts';
import { NearTasks } from '../compute/cpu/near.ts';
import { hearLane, serveLane } from '../compute/cpu/serve-lane.ts';
import { type CpuExecutor, type CpuTaskName, type CpuTasks, cpuTasks } from '../operators/cpu/cpu-tasks.ts';
import { nearTasks } from '../operators/cpu/near-tasks.ts';

/** Tells a thread of this very file that it is a lane of the CPU and not the command. */
const LANE = 'ct-sandbox CPU lane';

/**
 * The CPU's lanes in Node: threads that run this same bundled file, so that the command stays a single file.
 */
export function createNodeExecutor(): CpuExecutor {
  const startLane: LaneStarter<CpuTasks> = (events) => {
    const { died } = events;
    const worker = new Worker(new URL(import.meta.url), { workerData: LANE });
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

/** In a lane's thread: serves tasks until the command ends. */
export function becomeLaneIfAsked(): boolean {
  if (isMainThread || workerData !== LANE || !parentPort) return false;
  const port = parentPort;
  const taskOf = (name: string) => cpuTasks[name as CpuTaskName];
  // Nobody gives up what a command computes.
  serveLane(
    taskOf,
    (message) => port.postMessage(message),
    () => null,
    nodeEndpoint(port),
  );
  return true;
}
