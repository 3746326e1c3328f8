import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { ViewArc } from '../../geometry/view-arc.ts';
import type { ViewMix } from '../mix-views/view-mix.ts';

/** How the readings of rays from a source become those of parallel rays; `planRebin` makes it. Immutable, kept by identity. */
export interface RebinPlan {
  /** How measured views become those of the scan; `null` where they are those. */
  readonly mix: ViewMix | null;
  /** Of even views over one turn or less. */
  readonly scan: Scan;
  /** That these views stand on. */
  readonly arc: ViewArc;
  readonly parallel: ParallelScan;
  /** Whether the channels of opposite views stand between each other and are read as one row of half the spacing. */
  readonly interleaves: boolean;
}
