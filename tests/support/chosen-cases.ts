/**
 * All cases of a gate, or every third of them where a software GPU takes a second for each: what an algorithm makes of
 * a case is the same on every backend, and that the GPU's kernels compute what the CPU's do their twins' tests show.
 */
export function chosenCases<Case>(all: readonly Case[], every: boolean): Case[] {
  return all.filter((_, i) => every || i % 3 === 0);
}
