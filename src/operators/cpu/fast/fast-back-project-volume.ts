import { reportProgress } from '../../../compute/cpu/task-progress.ts';
import { wasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../../compute/device.ts';
import type { Grid, SliceRange } from '../../../geometry/grid.ts';
import type { LoweredScan } from '../../../geometry/lowered-scan.ts';
import { backProjectVolume } from '../back-project-volume.ts';
import { MIRRORED_GROUP } from '../turned-groups.ts';
import { volumeGroups } from '../volume-groups.ts';
import { rowsSeen, type VolumeReadings } from '../volume-readings.ts';
import { anyPanelOnto, isAnyPanel } from './any-panel-onto.ts';
import { groupBundling } from './volume-groups-onto.ts';
import { bundlesOnto } from './volume-onto.ts';
import { volumePacking } from './volume-tables.ts';
import { viewBundling } from './volume-views-onto.ts';
import type { Chunk, Work } from './volume-work.ts';

/** Sums of a tile fit into the second level of the cache. */
const MOST_SLICES = 32;
const MOST_SUM_BYTES = 2 ** 26;
/** A detector has a row of zeros below it and two above, for what is seen on the first of these. */
const ZERO_ROWS_ABOVE = 2;

/**
 * The sum Σ_v w_v · W_v · q_v for a slab of a volume: groups of views that are turns and mirror images of each other are taken
 * together, the rest go one by one. Flat panels whose rows do not run along the axis go by their matrices alone. Where there is
 * no SIMD, and for fans too wide or too fine for f32, the plain twin runs. A voxel's bits do not depend on the slab that it is asked for in.
 */
export function fastBackProjectVolume(
  readings: VolumeReadings,
  scan: LoweredScan,
  range: ViewRange,
  grid: Grid,
  slab: SliceRange,
): Float32Array<ArrayBuffer> {
  const kernels = wasmKernels();
  const packing = volumePacking(scan, range, grid, 1);
  if (!kernels) return backProjectVolume(readings, scan, range, grid, slab);
  if (!packing) {
    const twin = isAnyPanel(scan) ? anyPanelOnto.bind(null, kernels) : backProjectVolume;
    return twin(readings, scan, range, grid, slab);
  }
  const { groups, rest } = packedGroups(scan, range, grid);
  const work: Work = { kernels, readings, scan, range, grid };
  const pixels = grid.rows * grid.columns;
  const volume = new Float32Array((slab.to - slab.from) * pixels);
  const sumBytes = pixels * (groups[0]?.length ?? 4);
  const most = Math.max(1, Math.min(MOST_SLICES, Math.floor(MOST_SUM_BYTES / sumBytes)));
  const count = Math.ceil((slab.to - slab.from) / most);
  for (let i = 0; i < count; i++) {
    const [from, to] = [i, i + 1].map((part) => slab.from + Math.floor((part * (slab.to - slab.from)) / count));
    const chunk = chunkOf(work, { from: from!, to: to! });
    const tell = (done: number) => reportProgress((i + done) / count);
    const groupShare = groups.length / (groups.length + rest.length || 1);
    if (chunk.measured.from < chunk.measured.to) {
      const out = volume.subarray((from! - slab.from) * pixels, (to! - slab.from) * pixels);
      if (groups.length > 0) {
        const bundling = groupBundling(work, chunk, groups, volumePacking(scan, range, grid, groups[0]!.length)!);
        out.set(bundlesOnto(work, chunk, bundling, (done) => tell(groupShare * done)));
      }
      if (rest.length > 0) {
        const bundling = viewBundling(work, chunk, rest, packing);
        const sums = bundlesOnto(work, chunk, bundling, (done) => tell(groupShare + (1 - groupShare) * done));
        if (groups.length === 0) out.set(sums);
        else for (let voxel = 0; voxel < sums.length; voxel++) out[voxel]! += sums[voxel]!;
      }
    }
    tell(1);
  }
  return volume;
}

/** The groups of views that the kernels take together: of eight where views can be read backwards and that pays, or of four. */
export function packedGroups(scan: LoweredScan, range: ViewRange, grid: Grid): ReturnType<typeof volumeGroups> {
  const canMirror = scan.diverges && volumePacking(scan, range, grid, MIRRORED_GROUP) !== null;
  return volumeGroups(scan, range, grid, canMirror);
}

function chunkOf({ scan, range, grid }: Work, slices: SliceRange): Chunk {
  const measured = rowsSeen(scan, range, grid, slices);
  const { rows } = scan.detector;
  const from = measured.from === 0 ? -1 : measured.from;
  return { slices, measured, rows: { from, to: measured.to === rows ? rows + ZERO_ROWS_ABOVE : measured.to } };
}
