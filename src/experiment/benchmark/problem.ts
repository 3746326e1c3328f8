import { type FanScan, fanArcScan, halfFanAngleRad } from '../../geometry/fan/fan-scan.ts';
import { type ImageGrid, squareGrid } from '../../geometry/grid.ts';
import { arcScan, type ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import type { ViewFilter } from '../../kernels/filter-views/view-filter.ts';
import type { RebinPlan } from '../../kernels/rebin/rebin-plan.ts';
import { planGridrec } from '../../methods/gridrec/plan-gridrec.ts';
import type { FourierPlan } from '../../operators/contract.ts';
import { loadLibraryPhantom } from '../../phantom/library.ts';
import type { ShapePhantom } from '../../phantom/phantom.ts';
import { shapePhantom } from '../../phantom/phantom-file.ts';
import { rampFilter } from '../../reconstruction/ramp-filter.ts';
import { planRebin } from '../../reconstruction/rebin-to-parallel.ts';
import {
  type BenchmarkCone,
  benchmarkCone,
  FIELD_MM,
  SOURCE_TO_DETECTOR_MM,
  SOURCE_TO_ISOCENTER_MM,
} from './problem-cone.ts';

/** What every kernel of one size works on. */
export interface BenchmarkProblem {
  readonly phantom: ShapePhantom;
  readonly scan: ParallelScan;
  readonly grid: ImageGrid;
  readonly filter: ViewFilter;
  readonly plan: FourierPlan;
  readonly fans: BenchmarkFans;
  /** Of the arc. */
  readonly rebinning: RebinPlan;
  readonly cone: BenchmarkCone;
}

/** Fans with as many views and channels as the parallel scan, channels as wide at the axis as pixels. */
export interface BenchmarkFans {
  /** A full turn with an arc, and with a flat panel. */
  readonly arc: FanScan;
  readonly flat: FanScan;
  /** Half a turn and the fan with a flat panel: no view has another a quarter turn off. */
  readonly short: FanScan;
}

const PHANTOM = 'shepp-logan-modified';
/** The readings of a larger cone would be more than a scan may have. */
const MOST_VOXELS_ACROSS = 256;
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
  const fans = benchmarkFans(scan.anglesRad.length, channels, spacingMm);
  return {
    phantom: shapePhantom(file),
    scan,
    grid,
    filter: rampFilter(channels, spacingMm, 'ram-lak', 1),
    plan: planGridrec(scan, grid, 'ram-lak', 1),
    fans,
    rebinning: planRebin(fans.arc),
    cone: benchmarkCone(Math.min(MOST_VOXELS_ACROSS, pixels >> 1)),
  };
}

function benchmarkFans(views: number, channels: number, spacingMm: number): BenchmarkFans {
  const machine = {
    sourceToIsocenterMm: SOURCE_TO_ISOCENTER_MM,
    sourceToDetectorMm: SOURCE_TO_DETECTOR_MM,
    channels,
    channelSpacingMm: (spacingMm * SOURCE_TO_DETECTOR_MM) / SOURCE_TO_ISOCENTER_MM,
    offset: 0,
  };
  const turn = { views, startRad: 0, arcRad: 2 * Math.PI };
  const flat = { ...machine, detector: 'flat' as const };
  return {
    arc: fanArcScan(turn, { ...machine, detector: 'arc' }),
    flat: fanArcScan(turn, flat),
    short: fanArcScan({ ...turn, arcRad: Math.PI + 2 * halfFanAngleRad(flat) }, flat),
  };
}
