/**
 * The few globals that browsers, workers and Node share and that the engine may use. Only the engine's own
 * compilation (tsconfig.engine.json) reads this file: it has no DOM library, so anything else is an error there.
 */
declare const performance: { now(): number };
declare function setTimeout(callback: () => void, delayMs?: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare function queueMicrotask(callback: () => void): void;

declare class MessageChannel {
  readonly port1: { onmessage: (() => void) | null; close(): void };
  readonly port2: { postMessage(message: unknown): void };
}

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare namespace WebAssembly {
  function validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Memory {
    constructor(descriptor: { initial: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory | (() => never)>>>>);
    readonly exports: object;
  }
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

/** Vite's `?raw` import: a file's text. */
declare module '*.wgsl?raw' {
  const source: string;
  export default source;
}

/** Files that the build finds, each fetched when it is asked for, or at once. */
interface ImportMeta {
  glob<Module>(pattern: string, options: { eager: true; query?: string; import?: string }): Record<string, Module>;
  glob<Module>(pattern: string, options: { query?: string; import?: string }): Record<string, () => Promise<Module>>;
}
