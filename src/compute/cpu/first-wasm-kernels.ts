import type { FirstWasmExports } from './first-wasm-exports.ts';
import { KernelModules } from './kernel-modules.ts';
import bytes from './wasm/first.ts?assemblyscript';

/** The kernels that the page's lanes begin with, and the memory that they share with all others of their thread. */
export type FirstWasmKernels = KernelModules<FirstWasmExports>;

let kernels: FirstWasmKernels | null | undefined;

/** Those of this thread, or `null` where there is no WebAssembly with SIMD. */
export function firstWasmKernels(): FirstWasmKernels | null {
  if (kernels === undefined) kernels = KernelModules.started<FirstWasmExports>(bytes);
  return kernels;
}
