import type { BackendDescription } from '../../compute/device.ts';
import { requestGpuDevice } from '../../compute/gpu/gpu-device.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import { GpuOperators } from '../../operators/gpu/gpu-operators.ts';
import { cpuEngine, type Engine, gpuEngine } from './engine.ts';
import { KernelChoice } from './kernel-choice.ts';
import { canShareMemory } from './shared-memory.ts';
import { whyNoWebGpu } from './webgpu-availability.ts';
import { createWorkerExecutor } from './worker-executor.ts';

/** The machine's backends: the CPU always, the GPU where there is one. */
export class Backends {
  readonly host: CpuExecutor = createWorkerExecutor();
  readonly cpu: Engine = cpuEngine(this.host, { sharesMemory: canShareMemory() });
  /** Called with a sentence when the GPU is lost; `gpu` is `null` by then. */
  onGpuLost: ((sentence: string) => void) | null = null;
  #gpu: Engine | null = null;
  #kernelChoice: KernelChoice | null = null;
  #whyNoGpu = 'Still looking for a GPU.';
  #hadGpu = false;
  #search: Promise<void> | null = null;

  get gpu(): Engine | null {
    return this.#gpu;
  }

  /** Which kernel back-projects on the GPU; `null` where there is none. */
  get kernelChoice(): KernelChoice | null {
    return this.#kernelChoice;
  }

  /** Why there is no GPU, in one line; `null` where there is one. */
  get whyNoGpu(): string | null {
    return this.#gpu ? null : this.#whyNoGpu;
  }

  /** Whether there was a GPU, which may come back. */
  get hadGpu(): boolean {
    return this.#hadGpu;
  }

  /** Looks for a GPU and compiles its kernels. Never rejects: a machine without one is no fault. */
  findGpu(): Promise<void> {
    this.#search ??= this.#findGpu().finally(() => {
      this.#search = null;
    });
    return this.#search;
  }

  /** Goes without the GPU for the rest of the visit. @param why in a sentence */
  giveUpGpu(why: string): void {
    this.#gpu = null;
    this.#kernelChoice = null;
    this.#hadGpu = false;
    this.#whyNoGpu = why;
  }

  async #findGpu(): Promise<void> {
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
      this.#kernelChoice = await KernelChoice.of(operators);
      const gpu = gpuEngine(operators, this.host);
      this.#gpu = gpu;
      this.#hadGpu = true;
      void operators.lost.then((sentence) => {
        if (this.#gpu !== gpu) return;
        this.#gpu = null;
        this.#kernelChoice = null;
        this.#whyNoGpu = `${sentence} The page continues on the CPU.`;
        this.onGpuLost?.(this.#whyNoGpu);
      });
    } catch (error) {
      this.#kernelChoice = null;
      const reason = (error as Error).message.split('\n')[0];
      this.#whyNoGpu = `Computing on the CPU: the GPU could not be started (${reason}).`;
    }
  }
}

/** The words of the badge that says what ran. */
export function badgeText(description: BackendDescription): string {
  if (description.backend === 'cpu') return description.name;
  return `${description.isSoftware ? 'WebGPU, software' : 'WebGPU'} · ${description.name}`;
}

/** The same where there is less room, the longest first. */
export function shortBadgeTexts({ backend, isSoftware }: BackendDescription): readonly string[] {
  if (backend === 'cpu') return ['CPU'];
  return isSoftware ? ['WebGPU, software', 'Software GPU', 'SW GPU'] : ['WebGPU'];
}

/** The same in full, with the kernel that back-projects and what it approximates, where there is something to say. */
export function runText(description: BackendDescription): string {
  const { backProjection, approximation, clock } = description;
  return [
    badgeText(description),
    ...(backProjection ? [`${backProjection} kernel`] : []),
    ...(approximation ? [`approximate by ${approximation}`] : []),
    ...(clock ? [clock.words] : []),
  ].join(', ');
}
