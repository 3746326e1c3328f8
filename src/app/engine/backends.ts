import type { BackendDescription } from '../../operators/contract.ts';
import { CpuOperators } from '../../operators/cpu/cpu-operators.ts';
import type { TaskExecutor } from '../../operators/cpu/task-executor.ts';
import { requestGpuDevice } from '../../operators/gpu/gpu-device.ts';
import { GpuOperators } from '../../operators/gpu/gpu-operators.ts';
import { measureBackProjection } from '../../operators/gpu/measure-back-projection.ts';
import { BACK_PROJECTION_KERNELS } from '../../operators/gpu/symmetric-back-projector.ts';
import { cpuEngine, type Engine, gpuEngine } from './engine.ts';
import { whyNoWebGpu } from './webgpu-availability.ts';
import { createWorkerExecutor } from './worker-executor.ts';

/** The machine's backends: the CPU always, the GPU where there is one. */
export class Backends {
  readonly host: TaskExecutor = createWorkerExecutor();
  readonly cpu: Engine = cpuEngine(new CpuOperators(this.host, { sharesMemory: crossOriginIsolated }), this.host);
  /** Called with a sentence when the GPU is lost; `gpu` is `null` by then. */
  onGpuLost: ((sentence: string) => void) | null = null;
  #gpu: Engine | null = null;
  #whyNoGpu = 'The GPU is still being looked for.';

  get gpu(): Engine | null {
    return this.#gpu;
  }

  /** Why there is no GPU, in one line; `null` where there is one. */
  get whyNoGpu(): string | null {
    return this.#gpu ? null : this.#whyNoGpu;
  }

  /** Looks for a GPU and compiles its kernels. Never rejects: a machine without one is no fault. */
  async findGpu(): Promise<void> {
    try {
      if (!navigator.gpu) {
        this.#whyNoGpu = whyNoWebGpu(navigator.userAgent, isSecureContext, 'nothing');
        return;
      }
      const found = await requestGpuDevice(navigator.gpu);
      if (!found) {
        this.#whyNoGpu = whyNoWebGpu(navigator.userAgent, isSecureContext, 'no adapter');
        return;
      }
      const operators = await GpuOperators.create(found);
      await chooseKernel(operators);
      this.#gpu = gpuEngine(operators, this.host);
      void operators.lost.then((sentence) => {
        this.#gpu = null;
        this.#whyNoGpu = `${sentence} The page goes on with the CPU.`;
        this.onGpuLost?.(this.#whyNoGpu);
      });
    } catch (error) {
      const reason = (error as Error).message.split('\n')[0];
      this.#whyNoGpu = `Computing on the CPU: the GPU could not be started (${reason}).`;
    }
  }
}

/** Where the result of the self-test is kept: another GPU, or another browser, is another adapter. */
const keptKernelKey = (name: string) => `ct-sandbox back-projection kernel of ${name}`;

/** Takes the kernel that was fastest when this GPU was first seen, or finds out. */
async function chooseKernel(operators: GpuOperators): Promise<void> {
  // Times of a software GPU say nothing, and finding them out would take seconds.
  if (operators.description.isSoftware) return;
  const key = keptKernelKey(operators.description.name);
  const kept = BACK_PROJECTION_KERNELS.find((kernel) => kernel === readKept(key));
  if (kept) operators.backProjection = kept;
  else {
    await measureBackProjection(operators);
    keep(key, operators.backProjection);
  }
}

// A page opened from a file, or with storage blocked, goes without.
function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Measured again next time.
  }
}

/** The words of the badge that says what ran. */
export function badgeText(description: BackendDescription): string {
  if (description.backend === 'cpu') return description.name;
  return `${description.isSoftware ? 'WebGPU, software' : 'WebGPU'} · ${description.name}`;
}
