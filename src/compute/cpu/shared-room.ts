/** What of a thread's globals tells whether it may share memory; outside of browsers it always may. */
export interface SharingScope {
  readonly crossOriginIsolated?: boolean;
  readonly SharedArrayBuffer?: SharedArrayBufferConstructor;
}

/**
 * An array of so many zeros in memory that all threads see, where they may share any: it goes to them, and into a CPU's
 * arrays, without being copied.
 */
export function sharedRoom(
  count: number,
  { crossOriginIsolated, SharedArrayBuffer: Shared }: SharingScope = globalThis,
): Float32Array {
  if (crossOriginIsolated === false || Shared === undefined) return new Float32Array(count);
  return new Float32Array(new Shared(count * Float32Array.BYTES_PER_ELEMENT));
}
