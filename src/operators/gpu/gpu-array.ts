import type { DeviceArray } from '../contract.ts';

/** A float32 array in a storage buffer; the buffer may be larger than the array. */
export interface GpuArray extends DeviceArray {
  readonly buffer: GPUBuffer;
}

/** Bytes that an array takes. */
export function byteLength(array: DeviceArray): number {
  return array.rows * array.columns * Float32Array.BYTES_PER_ELEMENT;
}
