/**
 * A walk through so many things on which each comes right after each other one, once: 0 1 0 2 … 0 n−1, 1 2 1 3 …, and
 * back to 0. That n − 1 goes on to k is the way from the round of k − 1 to that of k.
 */
export function pairWalk(count: number): number[] {
  const walk: number[] = [];
  for (let from = 0; from < count - 1; from++) for (let to = from + 1; to < count; to++) walk.push(from, to);
  return [...walk, 0];
}

/** A walk in so many parts, about as long as each other, each of which begins where the one before ended: no pair is lost. */
export function inParts<Step>(walk: readonly Step[], parts: number): Step[][] {
  const start = (part: number) => Math.round((part * (walk.length - 1)) / parts);
  return Array.from({ length: parts }, (_, part) => walk.slice(start(part), start(part + 1) + 1));
}
