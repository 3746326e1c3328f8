import type { IterationPoint } from './iterating.ts';
import type { IterativeSettings } from './iterative-settings.ts';

/**
 * Whether iterations may end with the last of the points, before their number is reached.
 *
 * @param points of the start and all iterations since
 * @param noiseNorm ‖noise‖ that readings are expected to have, weighted as the residual is; `null` where it is not known
 */
export function isAtRest(
  points: readonly IterationPoint[],
  { stop, changeBelow, discrepancy }: IterativeSettings,
  noiseNorm: number | null,
): boolean {
  const last = points.at(-1)!;
  switch (stop) {
    case 'iterations':
      return false;
    case 'change':
      return last.iteration > 0 && last.change <= changeBelow;
    case 'discrepancy':
      return noiseNorm !== null && last.residual <= discrepancy * noiseNorm;
  }
}
