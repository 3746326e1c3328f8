import { KernelMemory } from './kernel-memory.ts';

/** The functions of one or more WebAssembly modules, and the memory that they share. */
export class KernelModules<Functions> extends KernelMemory {
  readonly run: Functions;

  private constructor(memory: WebAssembly.Memory, run: Functions) {
    super(memory);
    this.run = run;
  }

  /** Those of one module, in a memory of their own; `null` where there is no WebAssembly with SIMD. */
  static started<Functions>(bytes: Uint8Array<ArrayBuffer>): KernelModules<Functions> | null {
    return orNull(() => {
      const memory = new WebAssembly.Memory({ initial: 1 });
      return new KernelModules(memory, functionsOf<Functions>(bytes, memory));
    });
  }

  /** These and those of another module, in the same memory: a task of either begins with it anew. */
  joinedBy<More>(bytes: Uint8Array<ArrayBuffer>): KernelModules<Functions & More> | null {
    return orNull(() => new KernelModules(this.memory, { ...this.run, ...functionsOf<More>(bytes, this.memory) }));
  }
}

/** Some browsers have no WebAssembly (as in lockdown) or none with SIMD, and a page's security policy may forbid it. */
function orNull<Started>(start: () => Started): Started | null {
  try {
    return start();
  } catch {
    return null;
  }
}

function functionsOf<Functions>(bytes: Uint8Array<ArrayBuffer>, memory: WebAssembly.Memory): Functions {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, abort } });
  return exports as Functions;
}

function abort(): never {
  throw new Error('a WebAssembly kernel stopped');
}
