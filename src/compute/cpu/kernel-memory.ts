const PAGE_BYTES = 65_536;
/** Below lies what the compiler puts into memory by itself. */
const FIRST_ADDRESS = 1024;

/**
 * The memory that the WebAssembly kernels of a thread work in. A task lays its arrays out one after the other, runs, takes
 * the results out, and leaves nothing behind; `begin` starts over.
 */
export class KernelMemory {
  /** What modules import. */
  protected readonly memory: WebAssembly.Memory;
  #end = FIRST_ADDRESS;

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
  }

  /** Forgets all arrays of the last task, and makes room for so many bytes. Throws a RangeError where there is none. */
  begin(bytes: number): void {
    this.#end = FIRST_ADDRESS;
    // Every array is aligned on 16 bytes; a page more than covers what that costs.
    const missing = FIRST_ADDRESS + bytes + PAGE_BYTES - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
  }

  /** The address of so many bytes, aligned on 16; their contents are whatever the last task left. */
  allocate(bytes: number): number {
    const address = this.#end;
    this.#end += Math.ceil(bytes / 16) * 16;
    if (this.#end > this.memory.buffer.byteLength) throw new RangeError('the task has begun with too little room');
    return address;
  }

  /** Lays a table into the memory and gives its address. */
  place(values: Float32Array | Int32Array): number {
    const address = this.allocate(values.byteLength);
    this.bytes(address, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return address;
  }

  /** Memory as bytes. Good until the next `begin`, which may move the memory; so are the following. */
  bytes(address: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer, address, length);
  }

  floats(address: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.memory.buffer, address, length);
  }

  doubles(address: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.memory.buffer, address, length);
  }

  bigIntegers(address: number, length: number): BigInt64Array<ArrayBuffer> {
    return new BigInt64Array(this.memory.buffer, address, length);
  }

  integers(address: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.memory.buffer, address, length);
  }
}
