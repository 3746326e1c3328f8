/** What a comparison of what a machine computes with is called: of GPU and CPU, or without a GPU of the CPU's own ways. */
export function raceName(hasGpu: boolean): string {
  return hasGpu ? 'GPU against CPU' : 'Threads and SIMD';
}
