import { serveLane } from '../../operators/cpu/serve-lane.ts';
import { holdLife } from './lane-life.ts';

/** One lane of the CPU in the page. */
serveLane((message) => self.postMessage(message));
holdLife();
