import { describe, expect, test } from 'vitest';
import { requestGpuDevice } from '../../src/compute/gpu/gpu-device.ts';

/** A browser's WebGPU as far as asking for a device goes. */
function gpuWith(info: unknown): GPU {
  const adapter = {
    ...(info === undefined ? {} : { info }),
    features: new Set(),
    limits: {},
    requestDevice: async () => ({}),
  };
  return { requestAdapter: async () => adapter } as unknown as GPU;
}

async function descriptionWith(info: unknown) {
  return (await requestGpuDevice(gpuWith(info)))!.description;
}

describe('a GPU is described by what its browser tells', () => {
  test('by nothing, in browsers whose adapters have no `info`', async () => {
    expect(await descriptionWith(undefined)).toEqual({
      backend: 'gpu',
      name: 'unnamed GPU',
      adapterInfo: '',
      isSoftware: false,
    });
  });

  test('by its maker and family alone', async () => {
    const description = await descriptionWith({ vendor: 'intel', architecture: 'gen-12lp' });
    expect(description).toMatchObject({ name: 'intel gen-12lp', adapterInfo: 'intel, gen-12lp', isSoftware: false });
  });

  // What Firefox says of Mesa's software driver, and Chrome of its own.
  test.each([
    { vendor: '', architecture: '', device: '', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' },
    { vendor: 'google', architecture: 'swiftshader', device: '0xc0de', description: '' },
    { vendor: 'x', architecture: '', device: '', description: '', isFallbackAdapter: true },
  ])('as software: %o', async (info) => {
    expect((await descriptionWith(info)).isSoftware).toBe(true);
  });
});
