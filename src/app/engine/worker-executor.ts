import * as Comlink from 'comlink';
import { GivingUp } from '../../compute/cpu/giving-up.ts';
import { LaneExecutor, type LaneStarter } from '../../compute/cpu/lane-executor.ts';
import { NearTasks } from '../../compute/cpu/near.ts';
import { hearLane, type LookWhileAtWork } from '../../compute/cpu/serve-lane.ts';
import { fetchedPart } from '../../fetched-part.ts';
import type { CpuExecutor, CpuTasks } from '../../operators/cpu/cpu-tasks.ts';
import { trustedAddress } from '../shell/trusted-address.ts';
import laneAddress from './cpu-worker.ts?worker&url';
import { watchLife } from './lane-life.ts';
import { canShareMemory } from './shared-memory.ts';

/** More lanes than this cost memory for every copy of a sinogram and win little on one slice. */
const MOST_LANES = 8;

/** The CPU's lanes in the page: workers, so that nothing ever blocks the hand. Without shared memory they are ended instead of given up. */
export function createWorkerExecutor(): CpuExecutor {
  const cores = navigator.hardwareConcurrency || 2;
  const near = new NearTasks<CpuTasks>(async () => {
    const { nearTasks } = await fetchedPart(() => import('../../operators/cpu/near-tasks.ts'));
    return nearTasks();
  });
  const startLane: LaneStarter<CpuTasks> = (events) => {
    const { died } = events;
    const worker = new Worker(trustedAddress(laneAddress), { type: 'module', name: 'CT sandbox CPU lane' });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      died(event.message || 'its script could not be loaded');
    });
    worker.addEventListener('message', ({ data }) => hearLane(data, events));
    watchLife(worker, () => died('the browser terminated it'));
    const givingUp = canShareMemory() ? new GivingUp() : undefined;
    if (givingUp) worker.postMessage({ givingUp: givingUp.memory } satisfies LookWhileAtWork);
    return { tasks: Comlink.wrap(worker), givingUp, terminate: () => worker.terminate() };
  };
  return new LaneExecutor<CpuTasks>(Math.min(MOST_LANES, Math.max(1, cores)), startLane, near);
}
