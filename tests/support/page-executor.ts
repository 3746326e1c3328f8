import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { type CpuTaskName, type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { nearTasks } from '../../src/operators/cpu/near-tasks.ts';

/** Runs tasks in place, and what is little work as the page's own thread does: by its faster twins, of the same bits. */
export class PageExecutor extends InPlaceExecutor<CpuTasks> {
  readonly #near = nearTasks();

  constructor() {
    super(cpuTasks);
  }

  near<Name extends CpuTaskName>(name: Name) {
    return (this.#near?.[name] ?? null) as ((...args: Parameters<CpuTasks[Name]>) => ReturnType<CpuTasks[Name]>) | null;
  }
}
