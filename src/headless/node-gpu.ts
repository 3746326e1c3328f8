import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type GpuDevice, requestGpuDevice } from '../compute/gpu/gpu-device.ts';
import { DAWN_OPTIONS } from './dawn-options.ts';

/** What Dawn's object must outlive: every device made from it, or the process crashes. */
const alive: unknown[] = [];

/** Asks a copy of this program whether there is an adapter: the word on its command line. */
const PROBE = 'probe-gpu';

/**
 * WebGPU in Node through Dawn (the `webgpu` package), loaded only when asked for.
 *
 * @returns the device, or a sentence that says why there is none
 */
export async function requestNodeGpu(): Promise<GpuDevice | string> {
  // Where there is no driver, Dawn and the Vulkan loader write warnings of their own to standard error, which is for our
  // one sentence. So somebody else asks first, unheard.
  const program = fileURLToPath(import.meta.url);
  const probe = spawnSync(process.execPath, [program, PROBE], { stdio: 'ignore', timeout: 60_000 });
  if (probe.status !== 0) return NO_ADAPTER;
  try {
    return (await openGpu()) ?? NO_ADAPTER;
  } catch {
    return 'WebGPU could not be started on this machine';
  }
}

const NO_ADAPTER = 'no GPU adapter was found on this machine';

/** In the copy that is asked: answers by its exit code. */
export async function answerProbeIfAsked(): Promise<boolean> {
  if (process.argv[2] !== PROBE) return false;
  process.exitCode = (await openGpu().catch(() => null)) ? 0 : 1;
  releaseNodeGpu();
  return true;
}

async function openGpu(): Promise<GpuDevice | null> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const gpu = create([...DAWN_OPTIONS]);
  alive.push(gpu);
  return requestGpuDevice(gpu);
}

/** Lets Dawn go; without this the process never ends. */
export function releaseNodeGpu(): void {
  alive.length = 0;
}
