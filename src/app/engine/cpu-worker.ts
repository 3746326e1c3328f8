import type { GivingUp } from '../../compute/cpu/giving-up.ts';
import { lookedAt, serveLane, type TaskFinder } from '../../compute/cpu/serve-lane.ts';
import { fetchedPart } from '../../fetched-part.ts';
import type { CpuTaskName } from '../../operators/cpu/cpu-tasks.ts';
import { firstTasks } from '../../operators/cpu/first-tasks.ts';
import { holdLife } from './lane-life.ts';

const taskOf: TaskFinder = async (name) => {
  if (name in firstTasks) return firstTasks[name as keyof typeof firstTasks];
  const { cpuTasks } = await fetchedPart(
    () => import('../../operators/cpu/cpu-tasks.ts'),
    'the part that computes this on the CPU',
  );
  return cpuTasks[name as CpuTaskName];
};

let givingUp: GivingUp | null = null;
self.addEventListener('message', ({ data }) => {
  givingUp ??= lookedAt(data);
});

/** One lane of the CPU in the page. */
serveLane(
  taskOf,
  (message) => self.postMessage(message),
  () => givingUp,
);
holdLife();
