import * as Comlink from 'comlink';
import { cpuTasks } from '../../operators/cpu/tasks.ts';

/** One lane of the CPU: serves tasks to the page. */
Comlink.expose(cpuTasks);
