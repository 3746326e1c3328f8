import type { FanScan } from '../../geometry/fan/fan-scan.ts';
import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import type { ViewMix } from '../mix-views/view-mix.ts';

/** How a fan's readings become those of parallel rays; `planRebin` makes it. Immutable, kept by identity. */
export interface RebinPlan {
  /** How measured views become the fan's; `null` where they are those. */
  readonly mix: ViewMix | null;
  /** Of even views over one turn or less. */
  readonly fan: FanScan;
  readonly parallel: ParallelScan;
  /** Whether the channels of opposite views stand between each other and are read as one row of half the spacing. */
  readonly interleaves: boolean;
}
