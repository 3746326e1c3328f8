import type { ScanAdvice } from '../../experiment/advice.ts';

/** The name of each one's line, the same as long as there is something of its kind to say. Data may be odd in several ways. */
export function placesOf(advice: readonly Pick<ScanAdvice, 'kind'>[]): string[] {
  return advice.map(({ kind }, i) => `${kind} ${advice.slice(0, i).filter((other) => other.kind === kind).length}`);
}
