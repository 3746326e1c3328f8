// A real GPUDevice in Node: Dawn, the implementation inside Chrome, on SwiftShader or whatever driver Vulkan finds.
// Devices and Dawn itself live until the end of the test file that asked for them, and are put away here.

import { afterAll, afterEach } from 'vitest';
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

// WebGPU reports a wrong call by an event and carries on with zeros: no test may pass on top of one.
async function failOnComplaints() {
  for (const device of devices) await device.queue.onSubmittedWorkDone();
  if (complaints.length > 0) throw new Error(`WebGPU complained:\n${complaints.splice(0).join('\n')}`);
}

afterEach(failOnComplaints);

afterAll(async () => {
  try {
    await failOnComplaints();
  } finally {
    for (const device of devices) device.destroy();
    devices.clear();
    dawn = null;
  }
});
