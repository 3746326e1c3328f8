import bytes from './wasm/index.ts?assemblyscript';
import type { WasmExports } from './wasm-exports.ts';

const PAGE_BYTES = 65_536;
/** Below lies what the compiler puts into memory by itself. */
const FIRST_ADDRESS = 1024;

/**
 * The kernels and their memory. A task lays its arrays out one after the other, runs, takes the results out, and leaves
 * nothing behind; `begin` starts over.
 */
export class WasmKernels {
  readonly run: WasmExports;
  #end = FIRST_ADDRESS;

  constructor(run: WasmExports) {
    this.run = run;
  }

  /** Forgets all arrays of the last task, and makes room for so many bytes. Throws a RangeError where there is none. */
  begin(bytes: number): void {
    this.#end = FIRST_ADDRESS;
    // Every array is aligned on 16 bytes; a page more than covers what that costs.
    const missing = FIRST_ADDRESS + bytes + PAGE_BYTES - this.run.memory.buffer.byteLength;
    if (missing > 0) this.run.memory.grow(Math.ceil(missing / PAGE_BYTES));
  }

  /** The address of so many bytes, aligned on 16; their contents are whatever the last task left. */
  allocate(bytes: number): number {
    const address = this.#end;
    this.#end += Math.ceil(bytes / 16) * 16;
    if (this.#end > this.run.memory.buffer.byteLength) throw new RangeError('the task has begun with too little room');
    return address;
  }

  /** Lays a table into the memory and gives its address. */
  place(values: Float32Array | Int32Array): number {
    const address = this.allocate(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(this.run.memory.buffer).set(bytes, address);
    return address;
  }

  /** Memory as floats. Good until the next `begin`, which may move the memory. */
  floats(address: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.run.memory.buffer, address, length);
  }

  doubles(address: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.run.memory.buffer, address, length);
  }

  bigIntegers(address: number, length: number): BigInt64Array<ArrayBuffer> {
    return new BigInt64Array(this.run.memory.buffer, address, length);
  }

  integers(address: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.run.memory.buffer, address, length);
  }
}

let kernels: WasmKernels | null | undefined;

/** The kernels of this thread, or `null` where there is no WebAssembly with SIMD. */
export function wasmKernels(): WasmKernels | null {
  if (kernels === undefined) kernels = startedKernels();
  return kernels;
}

/** Some browsers have no WebAssembly (as in lockdown), and a page's security policy may forbid it. */
function startedKernels(): WasmKernels | null {
  try {
    if (!WebAssembly.validate(bytes)) return null;
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), IMPORTS);
    return new WasmKernels(exports as unknown as WasmExports);
  } catch {
    return null;
  }
}

const IMPORTS = {
  env: {
    abort(): never {
      throw new Error('a WebAssembly kernel stopped');
    },
  },
};
