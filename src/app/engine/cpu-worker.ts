import { serveLane } from '../../operators/cpu/serve-lane.ts';

/** One lane of the CPU in the page. */
serveLane();
