// A real GPUDevice in Node: Dawn, the implementation inside Chrome, on SwiftShader or whatever driver Vulkan finds.
// Devices live until the end of the test file that asked for them, where gpu-of-each-file.ts puts them away.

import { create, globals } from 'webgpu';
import { DAWN_OPTIONS } from '../../src/headless/dawn-options.ts';

const WANTED_FEATURES: GPUFeatureName[] = ['timestamp-query', 'float32-filterable'];

export interface TestDeviceOptions {
  /** Features to do without although the adapter has them, to walk the path of the machines that lack them. */
  withoutFeatures?: GPUFeatureName[];
  /** What the device is to say of its workgroup memory: less than WebGPU's least makes short lines too long for it. */
  workgroupMemoryBytes?: number;
}

// What create() returns has to outlive every device, and to be dropped for the process to end.
let dawn: GPU | null = null;
const devices = new Set<GPUDevice>();
const complaints: string[] = [];

/** A new device with the optional features and the buffer limits that the adapter offers; a failure without adapter. */
export async function requestTestDevice({
  withoutFeatures = [],
  workgroupMemoryBytes,
}: TestDeviceOptions = {}): Promise<GPUDevice> {
  Object.assign(globalThis, globals);
  if (!dawn) lookLessOften();
  dawn ??= create([...DAWN_OPTIONS]);
  const adapter = await dawn.requestAdapter();
  if (adapter === null) {
    throw new Error(
      'No WebGPU adapter: Dawn found no driver. SwiftShader comes along on x86-64 Linux; elsewhere these tests need a GPU and its driver.',
    );
  }
  const device = await adapter.requestDevice({
    requiredFeatures: WANTED_FEATURES.filter(
      (feature) => adapter.features.has(feature) && !withoutFeatures.includes(feature),
    ),
    requiredLimits: {
      maxBufferSize: adapter.limits.maxBufferSize,
      maxStorageBufferBindingSize: adapter.limits.maxStorageBufferBindingSize,
    },
  });
  if (workgroupMemoryBytes !== undefined) {
    const { limits } = device;
    const told = new Proxy(limits, {
      get: (_, name) =>
        name === 'maxComputeWorkgroupStorageSize' ? workgroupMemoryBytes : Reflect.get(limits, name, limits),
    });
    Object.defineProperty(device, 'limits', { value: told });
  }
  device.addEventListener('uncapturederror', (event) => {
    complaints.push(event.error.message);
  });
  device.lost.then(({ reason, message }) => {
    if (reason !== 'destroyed') complaints.push(`The device was lost: ${message}`);
  });
  devices.add(device);
  return device;
}

/**
 * While anything is waited for, Dawn asks for `setImmediate` again and again to look whether it is there, which takes a whole
 * processor from a driver that computes on the same ones. A timer of a millisecond leaves it to that.
 */
function lookLessOften(): void {
  const { setImmediate: atOnce } = globalThis;
  const isDawns = (callback: unknown) => Function.prototype.toString.call(callback).includes('[native code]');
  const later = (callback: () => void, ...given: []) =>
    isDawns(callback) ? setTimeout(callback, 1, ...given) : atOnce(callback, ...given);
  globalThis.setImmediate = Object.assign(later, atOnce) as unknown as typeof setImmediate;
}

let shared: Promise<GPUDevice> | null = null;

/**
 * A device that all test files of this process share, and what it compiles: on a GPU in software that takes longer than to
 * run it. Nobody ends it.
 */
export function sharedTestDevice(): Promise<GPUDevice> {
  shared ??= requestTestDevice().then((device) => Object.assign(device, { destroy: () => undefined }));
  return shared;
}

/** WebGPU reports a wrong call by an event and carries on with zeros: no test may pass on top of one. */
export async function failOnComplaints() {
  for (const device of devices) await device.queue.onSubmittedWorkDone();
  if (complaints.length > 0) throw new Error(`WebGPU complained:\n${complaints.splice(0).join('\n')}`);
}

/** The end of every device that a test file asked for and did not share. */
export async function putGpuAway() {
  const lasting = await shared;
  try {
    await failOnComplaints();
  } finally {
    for (const device of devices) {
      if (device === lasting) continue;
      device.destroy();
      devices.delete(device);
    }
    if (!lasting) dawn = null;
  }
}
