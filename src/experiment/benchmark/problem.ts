import { type ImageGrid, squareGrid } from '../../geometry/image-grid.ts';
import { arcScan, type ParallelScan } from '../../geometry/parallel-scan.ts';
import type { FourierPlan, ViewFilter } from '../../operators/contract.ts';
import { loadLibraryPhantom } from '../../phantom/library.ts';
import type { ShapePhantom } from '../../phantom/phantom.ts';
import { shapePhantom } from '../../phantom/phantom-file.ts';
import { planGridrec } from '../../reconstruction/gridrec.ts';
import { rampFilter } from '../../reconstruction/ramp-filter.ts';

/** What every kernel of one size works on. */
export interface BenchmarkProblem {
  readonly phantom: ShapePhantom;
  readonly scan: ParallelScan;
  readonly grid: ImageGrid;
  readonly filter: ViewFilter;
  readonly plan: FourierPlan;
}

const PHANTOM = 'shepp-logan-modified';
const FIELD_MM = 256;

/**
 * The modified Shepp–Logan head on N × N pixels with as many views and channels as these deserve: 45/32·N views over
 * half a turn, an even number, and 23/16·N channels, as wide as pixels; 512² has 720 views × 736 channels.
 */
export async function benchmarkProblem(pixels: number): Promise<BenchmarkProblem> {
  const file = await loadLibraryPhantom(PHANTOM);
  if (!file) throw new Error(`the library has no ${PHANTOM}`);
  const spacingMm = FIELD_MM / pixels;
  const channels = Math.round((pixels * 23) / 16);
  const scan = arcScan(
    { views: 2 * Math.round((pixels * 45) / 64), startRad: 0, arcRad: Math.PI },
    { channels, channelSpacingMm: spacingMm, offset: 0 },
  );
  const grid = squareGrid(pixels, spacingMm);
  return {
    phantom: shapePhantom(file),
    scan,
    grid,
    filter: rampFilter(channels, spacingMm, 'ram-lak', 1),
    plan: planGridrec(scan, grid, 'ram-lak', 1),
  };
}
