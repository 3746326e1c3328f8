/** What of a page's globals tells whether threads may share memory. */
export interface MemoryScope {
  readonly crossOriginIsolated?: boolean;
  readonly SharedArrayBuffer?: new (bytes: number) => { readonly byteLength: number };
}

/**
 * Whether the CPU's lanes may see the same memory. The page has to be isolated from others, and the browser has to have
 * such memory: WebKitGTK isolates a page and has none. Where this is false, arrays are copied and everything works.
 */
export function canShareMemory(scope: MemoryScope = globalThis): boolean {
  if (scope.crossOriginIsolated !== true || typeof scope.SharedArrayBuffer !== 'function') return false;
  try {
    return new scope.SharedArrayBuffer(4).byteLength === 4;
  } catch {
    return false;
  }
}
