import { type GpuDevice, requestGpuDevice } from '../operators/gpu/gpu-device.ts';

/** What Dawn's object must outlive: every device made from it, or the process crashes. */
const alive: unknown[] = [];

/**
 * WebGPU in Node through Dawn (the `webgpu` package), loaded only when asked for.
 *
 * @returns the device, or a sentence that says why there is none
 */
export async function requestNodeGpu(): Promise<GpuDevice | string> {
  if (process.platform === 'linux' && !canLoad('libvulkan.so.1')) {
    return 'no GPU driver was found on this machine (the Vulkan loader, libvulkan.so.1, is missing)';
  }
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    const gpu = create(process.platform === 'linux' ? ['backend=vulkan'] : []);
    alive.push(gpu);
    return (await requestGpuDevice(gpu)) ?? 'no GPU adapter was found on this machine';
  } catch (error) {
    return `WebGPU could not be started (${(error as Error).message.split('\n')[0]})`;
  }
}

/**
 * Whether the dynamic linker finds a library. Asked before Dawn, which would write a warning of its own to standard
 * error. Opening a library that is no Node module always throws; the reason tells.
 */
function canLoad(library: string): boolean {
  try {
    process.dlopen({ exports: {} }, library);
    return true;
  } catch (error) {
    return !(error as Error).message.includes('cannot open shared object file');
  }
}

/** Lets Dawn go; without this the process never ends. */
export function releaseNodeGpu(): void {
  alive.length = 0;
}
