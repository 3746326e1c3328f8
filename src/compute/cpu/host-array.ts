import { transfer } from 'comlink';
import type { DeviceArray, ViewRange } from '../device.ts';

/** An array in host memory. */
export interface HostArray extends DeviceArray {
  readonly data: Float32Array<ArrayBuffer> | Float32Array<SharedArrayBuffer>;
}

/** The rows of a range alone: shared memory goes to other threads as it is, other memory is copied on its way. */
export function rowsOf(array: HostArray, range: ViewRange): Float32Array {
  const from = range.from * array.columns;
  const to = range.to * array.columns;
  // A part of a buffer that is not shared would take the whole buffer along.
  return array.data.buffer instanceof ArrayBuffer
    ? handedOver(array.data.slice(from, to))
    : array.data.subarray(from, to);
}

/** A copy made for another thread alone: its memory goes there, instead of being copied once more. */
export function handedOver(copy: Float32Array): Float32Array {
  return copy.buffer instanceof ArrayBuffer ? transfer(copy, [copy.buffer]) : copy;
}
