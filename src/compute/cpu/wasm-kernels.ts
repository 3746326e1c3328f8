import type { FirstWasmExports } from './first-wasm-exports.ts';
import { firstWasmKernels } from './first-wasm-kernels.ts';
import type { FurtherWasmExports } from './further-wasm-exports.ts';
import type { KernelModules } from './kernel-modules.ts';
import bytes from './wasm/further.ts?assemblyscript';

export type WasmExports = FirstWasmExports & FurtherWasmExports;

/** All kernels, and their memory: those that lanes begin with (`first-wasm-kernels.ts`) and those that come later. */
export type WasmKernels = KernelModules<WasmExports>;

let kernels: WasmKernels | null | undefined;

/** Those of this thread, or `null` where there is no WebAssembly with SIMD. */
export function wasmKernels(): WasmKernels | null {
  if (kernels === undefined) kernels = firstWasmKernels()?.joinedBy<FurtherWasmExports>(bytes) ?? null;
  return kernels;
}
