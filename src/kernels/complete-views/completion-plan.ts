import type { Scan } from '../../geometry/scan.ts';

/**
 * How a scan whose lines are not all measured in the views and channels where they are asked for becomes one that has them
 * there; `planCompletion` makes it and says why. Immutable, kept by identity.
 */
export interface CompletionPlan {
  readonly measured: Scan;
  /** The same views and channels, more channels at one end, and more views behind the last. */
  readonly completed: Scan;
  /** Channels added before the first. */
  readonly before: number;
}
