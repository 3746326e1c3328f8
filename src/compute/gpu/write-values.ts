/** So many values are copied at a time: 16 MiB. */
const VALUES_AT_ONCE = 2 ** 22;

/**
 * Puts values from one to before another into a buffer. Not every device takes them from memory that threads share: they go
 * there by way of a copy of a part, so that no more than that is in memory besides.
 */
export function writeValues(queue: GPUQueue, buffer: GPUBuffer, values: Float32Array, from: number, to: number): void {
  if (values.buffer instanceof ArrayBuffer) {
    queue.writeBuffer(buffer, 0, values as Float32Array<ArrayBuffer>, from, to - from);
    return;
  }
  for (let at = from; at < to; at += VALUES_AT_ONCE) {
    const part = new Float32Array(values.subarray(at, Math.min(to, at + VALUES_AT_ONCE)));
    queue.writeBuffer(buffer, (at - from) * Float32Array.BYTES_PER_ELEMENT, part);
  }
}
