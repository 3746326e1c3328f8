import { plainTaskName } from '../../compute/lane-task.ts';
import { kernels } from '../../kernels/registry.ts';
import type { TaskExecutor } from './task-executor.ts';
import type { CpuTaskName, CpuTasks } from './tasks.ts';

/** Which task is the formula in plain TypeScript; a task that is not listed has no other twin. */
const PLAIN_TWIN_OF: Readonly<Partial<Record<CpuTaskName, CpuTaskName>>> = {
  backProject: 'plainBackProject',
  reconstructFourier: 'plainReconstructFourier',
};

/** The lanes of another executor, running the plain twin of every task: the reference that the others are compared with. */
export class PlainTwins implements TaskExecutor {
  readonly #executor: TaskExecutor;

  constructor(executor: TaskExecutor) {
    this.#executor = executor;
  }

  get lanes(): number {
    return this.#executor.lanes;
  }

  async run<Name extends CpuTaskName>(
    name: Name,
    ...args: Parameters<CpuTasks[Name]>
  ): Promise<ReturnType<CpuTasks[Name]>> {
    // Twins take and give the same.
    const twin = (PLAIN_TWIN_OF[name] ?? (name in kernels ? plainTaskName(name) : name)) as Name;
    return this.#executor.run(twin, ...args);
  }

  /** The lanes belong to whoever made them and stay. */
  dispose(): void {}
}
