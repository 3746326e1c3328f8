import type { IterationPoint } from './iterating.ts';
import type { IterativeSettings } from './iterative-settings.ts';

/**
 * Whether iterations may end with this one, before their number is reached.
 *
 * @param noiseNorm ‖noise‖ that readings are expected to have, weighted as the residual is; `null` where it is not known
 */
export function isAtRest(
  point: IterationPoint,
  { stop, changeBelow, discrepancy }: IterativeSettings,
  noiseNorm: number | null,
): boolean {
  switch (stop) {
    case 'iterations':
      return false;
    case 'change':
      return point.iteration > 0 && point.change <= changeBelow;
    case 'discrepancy':
      return noiseNorm !== null && point.residual <= discrepancy * noiseNorm;
  }
}
