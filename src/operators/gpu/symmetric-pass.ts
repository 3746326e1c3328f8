import type { ImageGrid } from '../../geometry/grid.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';

/** Rows firstRow … endRow − 1 of the sums over groups of four views. */
export interface SumBand {
  readonly sums: GPUBuffer;
  readonly firstRow: number;
  readonly endRow: number;
}

/** Some of the groups of symmetric views, to be added to a band of their sums. */
export interface SymmetricPass {
  readonly scan: LoweredScan;
  readonly grid: ImageGrid;
  readonly band: SumBand;
  /** Which groups, of which scan: `SymmetricParameters`. */
  readonly uniform: GPUBuffer;
  /** How many. */
  readonly count: number;
  /** The first view of every group, and all four of them. */
  readonly firstViews: GPUBuffer;
  readonly groups: GPUBuffer;
  /** Where the groups say that their views are. */
  readonly views: GPUBuffer;
}
