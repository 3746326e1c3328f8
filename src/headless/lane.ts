// A lane of the CPU in Node: a thread that serves tasks until the command ends.

import { parentPort } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { serveLane } from '../compute/cpu/serve-lane.ts';
import { type CpuTaskName, cpuTasks } from '../operators/cpu/cpu-tasks.ts';

const port = parentPort;
if (!port) throw new Error('A lane is a thread of the command.');
const taskOf = (name: string) => cpuTasks[name as CpuTaskName];
// Nobody gives up what a command computes.
serveLane(
  taskOf,
  (message) => port.postMessage(message),
  () => null,
  nodeEndpoint(port),
);
