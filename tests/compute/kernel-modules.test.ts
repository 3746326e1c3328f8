import { expect, test } from 'vitest';
import { firstWasmKernels } from '../../src/compute/cpu/first-wasm-kernels.ts';
import { KernelMemory } from '../../src/compute/cpu/kernel-memory.ts';
import { KernelModules } from '../../src/compute/cpu/kernel-modules.ts';
import { wasmKernels } from '../../src/compute/cpu/wasm-kernels.ts';

const [first, all] = [firstWasmKernels()!, wasmKernels()!];

test('all kernels are those that lanes begin with and the further ones, none of them twice', () => {
  const namesOf = ({ run }: KernelModules<object>) => Object.keys(run).filter((name) => name !== 'memory');
  expect(namesOf(first)).toContain('filterEight');
  expect(namesOf(first)).not.toContain('scanSolids');
  expect(namesOf(all)).toEqual(expect.arrayContaining([...namesOf(first), 'scanSolids']));
  for (const name of namesOf(first)) expect(all.run[name as 'filterEight']).toBe(first.run[name as 'filterEight']);
});

test('both work in one memory, in which the compiler has put nothing that another module would write over', () => {
  first.begin(4);
  first.floats(first.allocate(4), 1)[0] = 7;
  all.begin(4);
  const address = all.allocate(4);
  expect(all.floats(address, 1)[0]).toBe(7);
  expect(all.bytes(0, address).every((byte) => byte === 0)).toBe(true);
});

test('the memory grows with its tasks, and tells a task that it has begun with too little', () => {
  const memory = new KernelMemory(new WebAssembly.Memory({ initial: 1 }));
  memory.begin(200_000);
  const table = Int32Array.of(1, -2, 3);
  expect(memory.integers(memory.place(table), 3)).toEqual(table);
  const next = memory.allocate(190_000);
  expect(next % 16).toBe(0);
  expect(() => memory.allocate(200_000)).toThrow(RangeError);
  memory.begin(16);
  expect(memory.allocate(16)).toBeLessThan(next);
});

test('where a module cannot be started there are no kernels', () => {
  expect(KernelModules.started(Uint8Array.of(0, 97, 115, 109))).toBeNull();
  expect(first.joinedBy(Uint8Array.of(0, 97, 115, 109))).toBeNull();
});
