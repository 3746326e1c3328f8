// Not the sandbox but what its GPU tests stand on.

import { describe, expect, test } from 'vitest';
import { requestTestDevice } from './gpu.ts';
import { checkWgsl } from './wgsl-check.ts';

const SQUARES = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> values: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < arrayLength(&values)) { values[id.x] *= values[id.x]; }
}
`;

async function squaresOf(device: GPUDevice, numbers: Float32Array): Promise<Float32Array> {
  const size = numbers.byteLength;
  const values = device.createBuffer({
    size,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
  });
  const readable = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  device.queue.writeBuffer(values, 0, numbers);

  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: SQUARES }) },
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: { buffer: values } }],
    }),
  );
  pass.dispatchWorkgroups(Math.ceil(numbers.length / 64));
  pass.end();
  encoder.copyBufferToBuffer(values, 0, readable, 0, size);
  device.queue.submit([encoder.finish()]);

  await readable.mapAsync(GPUMapMode.READ);
  const squares = new Float32Array(readable.getMappedRange().slice(0));
  readable.unmap();
  return squares;
}

describe('a device in Node', () => {
  test('computes', async () => {
    const numbers = Float32Array.from({ length: 1000 }, (_, index) => index - 500);
    expect(await squaresOf(await requestTestDevice(), numbers)).toEqual(numbers.map((number) => number * number));
  });

  test('has the optional features that the kernels make use of', async () => {
    const { features } = await requestTestDevice();
    expect([features.has('timestamp-query'), features.has('float32-filterable')]).toEqual([true, true]);
  });

  test('does without a feature on demand', async () => {
    const { features } = await requestTestDevice({ withoutFeatures: ['float32-filterable'] });
    expect(features.has('float32-filterable')).toBe(false);
  });
});

describe('the check of WGSL', () => {
  test('finds nothing in a right shader', async () => {
    expect(await checkWgsl(SQUARES)).toEqual([]);
  });

  test('says what is wrong and where', async () => {
    const [error] = await checkWgsl('fn half(x: f32) -> f32 {\n  return y / 2;\n}');
    expect(error).toMatchObject({ type: 'error', line: 2, column: 10, message: expect.stringContaining("'y'") });
  });
});
