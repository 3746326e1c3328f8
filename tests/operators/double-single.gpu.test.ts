import { beforeAll, expect, test } from 'vitest';
import doubleSingle from '../../shaders/common/double-single.wgsl?raw';
import { highAndLow } from '../../src/kernels/scan-shapes/double-single.ts';
import { exact, nearest, over, root, times } from '../support/exact-line-integrals.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { seededRandom } from '../support/random.ts';

// The arithmetic by itself, against whole numbers of 160 bits.

const COUNT = 4096;

const kernel = (expression: string) => `${doubleSingle}
@group(0) @binding(0) var<uniform> zero: vec4u;
@group(0) @binding(1) var<storage, read> pairs: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> results: array<vec2f>;
fn unknownZero() -> u32 {
  return zero.x;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let a = pairs[id.x].xy;
  let b = pairs[id.x].zw;
  results[id.x] = ${expression};
}`;

let device: GPUDevice;
beforeAll(async () => {
  device = await sharedTestDevice();
});

function bufferOf(values: Float32Array<ArrayBuffer>, usage: number): GPUBuffer {
  const buffer = device.createBuffer({ size: values.byteLength, usage: usage | GPUBufferUsage.COPY_DST });
  device.queue.writeBuffer(buffer, 0, values);
  return buffer;
}

async function compute(expression: string, pairs: Float32Array<ArrayBuffer>): Promise<Float32Array> {
  const module = device.createShaderModule({ code: kernel(expression) });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const size = 8 * COUNT;
  const results = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const host = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const buffers = [
    bufferOf(new Float32Array(4), GPUBufferUsage.UNIFORM),
    bufferOf(pairs, GPUBufferUsage.STORAGE),
    results,
  ];
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(COUNT / 64);
  pass.end();
  encoder.copyBufferToBuffer(results, 0, host, 0, size);
  device.queue.submit([encoder.finish()]);
  await host.mapAsync(GPUMapMode.READ);
  return new Float32Array(host.getMappedRange().slice(0));
}

type Operation = readonly [
  expression: string,
  of: (a: bigint, b: bigint) => bigint,
  least: (...ab: bigint[]) => bigint,
];
const size = (value: bigint) => (value < 0n ? -value : value);

// What is exact is exact; the rest is good to some roundings of 2⁻⁴⁸ of what went into it, a root and a reciprocal to the
// square of what f32's own are wrong by, 2⁻²², too.
const EXACT = 0;
const ROUNDED = 2 ** -46;
const REFINED = 2 ** -43.5;
const itself = (result: bigint) => result;
const terms = (_: bigint, a: bigint, b: bigint) => size(a) + size(b);
const operations: readonly (readonly [...Operation, number])[] = [
  ['exactSum(a.x, b.x)', (a, b) => high(a) + high(b), itself, EXACT],
  ['exactProduct(a.x, b.x)', (a, b) => times(high(a), high(b)), itself, EXACT],
  ['doubleSum(a, b)', (a, b) => a + b, terms, ROUNDED],
  [
    'doubleDifference(a, doubleProduct(a, Double(1.0, 1.0e-9)))',
    (a) => times(a, exact(Math.fround(-1e-9))),
    (_, a) => a,
    ROUNDED,
  ],
  ['doubleProduct(a, b)', times, itself, 2 * ROUNDED],
  ['doubleReciprocal(a)', (a) => over(exact(1), a), itself, REFINED],
  ['doubleSquareRoot(doubleProduct(a, a))', (a) => size(a), itself, REFINED],
  ['doubleSquareRoot(select(-a, a, a.x > 0.0))', (a) => root(size(a)), itself, REFINED],
];

function high(value: bigint): bigint {
  return exact(Math.fround(nearest(value)));
}

test.each(operations)('%s', async (expression, of, scale, most) => {
  const random = seededRandom(11);
  const number = () => highAndLow((random() < 0.5 ? -1 : 1) * 10 ** (10 * random() - 5));
  const pairs = Float32Array.from(Array.from({ length: COUNT }, () => [...number(), ...number()]).flat());
  const results = await compute(expression, pairs);
  const pairAt = (values: Float32Array, at: number) => exact(values[at]!) + exact(values[at + 1]!);
  let worst = 0;
  for (let i = 0; i < COUNT; i++) {
    const [a, b] = [pairAt(pairs, 4 * i), pairAt(pairs, 4 * i + 2)];
    const expected = of(a, b);
    const error = size(pairAt(results, 2 * i) - expected);
    worst = Math.max(worst, nearest(over(error, size(scale(expected, a, b)) || 1n)));
    // The first is the whole rounded to f32.
    expect(results[2 * i]).toBe(Math.fround(results[2 * i]! + results[2 * i + 1]!));
  }
  expect(worst).toBeLessThanOrEqual(most);
});
