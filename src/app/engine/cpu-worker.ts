import { serveLane } from '../../compute/cpu/serve-lane.ts';
import { cpuTasks } from '../../operators/cpu/cpu-tasks.ts';
import { holdLife } from './lane-life.ts';

/** One lane of the CPU in the page. */
serveLane(cpuTasks, (message) => self.postMessage(message));
holdLife();
