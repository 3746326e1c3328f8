import type { ViewRange } from '../../compute/device.ts';
import type { BufferPool } from '../../compute/gpu/buffer-pool.ts';
import { byteLength, type GpuArray } from '../../compute/gpu/gpu-array.ts';
import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import { axisChannel } from '../../geometry/detector.ts';
import { gridRadiusMm, type ImageGrid } from '../../geometry/grid.ts';
import { LEAST_DEPTH } from '../../geometry/lowered-scan.ts';
import { isDivergent, loweredScan, type Scan } from '../../geometry/scan.ts';
import { type SymmetricViews, symmetricViews, type ViewGroup } from '../symmetric-views.ts';
import { fanUniform } from './fan-uniform.ts';

/**
 * How the GPU back-projects. `texture`: four views to a texel, interpolated by the texture units with weights of 8
 * bits; `tile`: four views through workgroup memory, interpolated exactly; `plain`: every view by itself, exactly.
 */
export const BACK_PROJECTION_KERNELS = ['texture', 'tile', 'plain'] as const;
export type BackProjectionKernel = (typeof BACK_PROJECTION_KERNELS)[number];

/** Pixels along a side of the tile kernel's workgroup. */
const TILE = 16;
/** Workgroup memory of every WebGPU device is 16 KiB at least; some of it is kept for other things. */
const SHADOW_TEXELS = 960;
const MOST_GROUPS_PER_PASS = 32;
/** Rows of the interleaved texture: the groups of one pass. */
const MOST_GROUPS_PER_TEXTURE = 1024;
const MOST_TEXTURE_BYTES = 32 * 2 ** 20;
const BYTES_PER_TEXEL = 8;
const LEAST_TEXTURE_COLUMNS = 256;
/** A texture serves numbers of channels down to a part of its columns, so that a slider seldom asks for another. */
const MOST_TIMES_TOO_WIDE = 4;
const BYTES_PER_SUM = 16;
/**
 * The four sums of every pixel take four times what the image takes. Those of large images are made band of rows by
 * band of rows, each over all views: within every device's limits, and with more views to a step for fewer pixels.
 */
const MOST_SUM_BYTES = 64 * 2 ** 20;

/** Views of one pass that are brought together from several bands. */
const MOST_GATHERED_BYTES = 16 * 2 ** 20;

/** Tables of groups are kept by the identity of the list that they are made from, so that this is kept too. */
interface KeptSymmetry extends SymmetricViews {
  readonly range: ViewRange;
}

/** Where the views of groups stand when those of so many groups at a time have been brought together. */
interface GatheredGroups {
  readonly groupsPerPass: number;
  readonly places: readonly ViewGroup[];
}

/** Rows firstRow … endRow − 1 of the sums. */
interface SumBand {
  readonly sums: GPUBuffer;
  readonly firstRow: number;
  readonly endRow: number;
}

/** Back-projects views four at a time; see shaders/common/symmetric.wgsl. */
export class SymmetricBackProjector {
  readonly #kernels: KernelRunner;
  readonly #pool: BufferPool;
  readonly #sampler: GPUSampler;
  /** Of each scan as it was last asked for. */
  readonly #symmetry = new WeakMap<Scan, KeptSymmetry>();
  readonly #gathered = new WeakMap<readonly ViewGroup[], GatheredGroups>();
  #largest: GPUBuffer | null = null;
  #texture: GPUTexture | null = null;

  constructor(kernels: KernelRunner, pool: BufferPool) {
    this.#kernels = kernels;
    this.#pool = pool;
    this.#sampler = kernels.device.createSampler({
      label: 'between channels',
      magFilter: 'linear',
      minFilter: 'linear',
    });
  }

  /** The kernel wished for, or where the device or the kernel cannot take this scan and grid, the next best that can. */
  kernelFor(wished: BackProjectionKernel, scan: Scan, grid: ImageGrid): BackProjectionKernel {
    if (grid.rows !== grid.columns || this.#rowsPerSumBand(grid.rows) < TILE) return 'plain';
    const { maxTextureDimension2D } = this.#kernels.device.limits;
    if (wished === 'texture' && scan.channels + 2 <= maxTextureDimension2D) return 'texture';
    return wished !== 'plain' && channelsOfTile(scan, grid) <= SHADOW_TEXELS ? 'tile' : 'plain';
  }

  /** Which views of a range go four at a time by this kernel, and which do not. */
  viewsFor(scan: Scan, range: ViewRange, kernel: BackProjectionKernel): SymmetricViews {
    if (kernel === 'plain') {
      return { groups: [], rest: Array.from({ length: range.to - range.from }, (_, i) => range.from + i) };
    }
    let kept = this.#symmetry.get(scan);
    if (!kept || kept.range.from !== range.from || kept.range.to !== range.to) {
      kept = { ...symmetricViews(loweredScan(scan), range), range };
      this.#symmetry.set(scan, kept);
    }
    return kept;
  }

  /**
   * image += the sum over the groups, by the kernel named.
   *
   * @param workPerStep pixel updates that may be asked of the device at a time
   * @param step called with the number of pixel updates made since it was last called
   */
  async backProject(
    kernel: Exclude<BackProjectionKernel, 'plain'>,
    views: GpuArray,
    scan: Scan,
    grid: ImageGrid,
    image: GPUBuffer,
    groups: readonly ViewGroup[],
    workPerStep: number,
    step: (updates: number) => Promise<void>,
  ): Promise<void> {
    const kernels = this.#kernels;
    const side = grid.rows;
    const bandCount = Math.ceil(side / this.#rowsPerSumBand(side));
    // Whole tiles, so that every pixel is summed in the same way however many bands there are.
    const rowsPerBand = Math.min(side, TILE * Math.ceil(side / bandCount / TILE));
    const sumBytes = side * rowsPerBand * BYTES_PER_SUM;
    const largest = await this.#magnitude(kernel === 'texture' ? views : null);
    const texture = kernel === 'texture' ? this.#textureFor(scan.channels + 2) : null;
    const groupsPerPass = Math.min(
      groups.length,
      Math.max(1, Math.floor(workPerStep / (side * rowsPerBand) / 4)),
      texture?.height ?? groups.length,
    );
    const taken: GPUBuffer[] = [];
    const take = async (bytes: number, label: string) => {
      taken.push(await this.#pool.take(bytes, label));
      return taken.at(-1)!;
    };
    try {
      const sums = await take(sumBytes, `The array of sums of ${side} × ${rowsPerBand} pixels`);
      const gathering = views.bands.length > 1 ? await this.#gathering(scan, groups, groupsPerPass, take) : null;
      const most = gathering?.groupsPerPass ?? groupsPerPass;
      const table = gathering?.table ?? kernels.table('groups of views', groups, () => packGroups(scan, groups));
      for (let firstRow = 0; firstRow < side; firstRow += rowsPerBand) {
        const band: SumBand = { sums, firstRow, endRow: Math.min(side, firstRow + rowsPerBand) };
        kernels.submit('clear the sums', (encoder) => encoder.clearBuffer(sums, 0, sumBytes));
        for (let from = 0; from < groups.length; from += most) {
          const to = Math.min(groups.length, from + most);
          const rows = gathering ? await gathering.gather(views, from, to) : views.bands[0]!.buffer;
          const uniform = kernels.uniform('symmetric views', packParameters(scan, grid, from, to, band));
          if (texture) await this.#throughTexture(uniform, table, rows, largest, band, texture, scan, side, to - from);
          else await this.#throughTiles(uniform, table, rows, band, scan, grid);
          await step(4 * (to - from) * side * (band.endRow - band.firstRow));
        }
        await this.#fold(table, largest, band, image, scan, side, kernel === 'texture');
      }
    } finally {
      for (const buffer of taken) this.#pool.giveBack(buffer);
    }
  }

  /**
   * The four views of a group stand far apart, often in several bands: those of the groups of a pass are brought
   * together into a small array before it, four rows to a group.
   */
  async #gathering(
    scan: Scan,
    groups: readonly ViewGroup[],
    mostGroups: number,
    take: (bytes: number, label: string) => Promise<GPUBuffer>,
  ) {
    const kernels = this.#kernels;
    const bytesPerGroup = byteLength({ rows: 4, columns: scan.channels });
    const groupsPerPass = Math.max(
      1,
      Math.min(mostGroups, Math.floor(Math.min(MOST_GATHERED_BYTES, this.#pool.mostBytes) / bytesPerGroup)),
    );
    const gathered = await take(groupsPerPass * bytesPerGroup, 'The array of views of some groups');
    const places = kernels.table('groups of views', groups, () => packGroups(scan, groups));
    const inGathered = this.#gatheredGroups(groups, groupsPerPass);
    const table = kernels.table('groups of gathered views', inGathered, () =>
      packGroups(scan, groups, (i) => inGathered.places[i]!),
    );
    const gather = async (views: GpuArray, firstGroup: number, endGroup: number) => {
      const pipeline = await kernels.pipeline('gather-views');
      for (const { buffer, firstRow, rows } of views.bands) {
        const parameters = layouts.GatherParameters.pack([
          { firstGroup, endGroup, channels: scan.channels, firstRow, endRow: firstRow + rows },
        ]);
        kernels.dispatch(
          pipeline,
          [kernels.uniform('gather', parameters), places, buffer, gathered],
          [Math.ceil(scan.channels / 64), 4 * (endGroup - firstGroup)],
        );
      }
      return gathered;
    };
    return { groupsPerPass, table, gather };
  }

  #gatheredGroups(groups: readonly ViewGroup[], groupsPerPass: number): GatheredGroups {
    let gathered = this.#gathered.get(groups);
    if (gathered?.groupsPerPass !== groupsPerPass) {
      const places = groups.map((_, i): ViewGroup => {
        const row = 4 * (i % groupsPerPass);
        return [row, row + 1, row + 2, row + 3];
      });
      gathered = { groupsPerPass, places };
      this.#gathered.set(groups, gathered);
    }
    return gathered;
  }

  async #throughTexture(
    uniform: GPUBuffer,
    table: GPUBuffer,
    views: GPUBuffer,
    largest: GPUBuffer,
    { sums, firstRow, endRow }: SumBand,
    texture: GPUTexture,
    scan: Scan,
    side: number,
    groups: number,
  ): Promise<void> {
    const kernels = this.#kernels;
    const interleaved = texture.createView();
    kernels.dispatch(
      await kernels.pipeline('interleave-views'),
      [uniform, table, views, largest, interleaved],
      [Math.ceil(texture.width / 64), groups],
    );
    kernels.dispatch(
      await kernels.pipeline(isDivergent(scan) ? 'back-project-fan-texture' : 'back-project-texture'),
      [uniform, ...this.#geometryOf(scan), table, interleaved, this.#sampler, sums],
      [Math.ceil(side / 16), Math.ceil((endRow - firstRow) / 64)],
    );
  }

  async #throughTiles(
    uniform: GPUBuffer,
    table: GPUBuffer,
    views: GPUBuffer,
    { sums, firstRow, endRow }: SumBand,
    scan: Scan,
    grid: ImageGrid,
  ): Promise<void> {
    const channelsPerTile = channelsOfTile(scan, grid);
    const groupsPerPass = Math.min(MOST_GROUPS_PER_PASS, Math.floor(SHADOW_TEXELS / channelsPerTile));
    this.#kernels.dispatch(
      await this.#kernels.pipeline(isDivergent(scan) ? 'back-project-fan-tile' : 'back-project-tile', {
        channelsPerTile,
        groupsPerPass,
      }),
      [uniform, ...this.#geometryOf(scan), table, views, sums],
      [Math.ceil(grid.columns / TILE), Math.ceil((endRow - firstRow) / TILE)],
    );
  }

  #geometryOf(scan: Scan): readonly GPUBuffer[] {
    return isDivergent(scan) ? [fanUniform(this.#kernels, scan)] : [];
  }

  async #fold(
    table: GPUBuffer,
    largest: GPUBuffer,
    { sums, firstRow, endRow }: SumBand,
    image: GPUBuffer,
    scan: Scan,
    side: number,
    isScaled: boolean,
  ): Promise<void> {
    const kernels = this.#kernels;
    const isTurned = isDivergent(scan) ? 1 : 0;
    const fold = layouts.FoldParameters.pack([{ side, firstRow, endRow, isTurned, isScaled: isScaled ? 1 : 0 }]);
    const workgroups = Math.ceil(side / 16);
    kernels.dispatch(
      await kernels.pipeline('fold-symmetric'),
      [kernels.uniform('fold', fold), table, largest, sums, image],
      [workgroups, workgroups],
    );
  }

  /** The most rows of whole tiles whose sums may be in memory at a time. */
  #rowsPerSumBand(side: number): number {
    const mostBytes = Math.min(MOST_SUM_BYTES, this.#pool.mostBytes);
    return TILE * Math.floor(mostBytes / (TILE * side * BYTES_PER_SUM));
  }

  /** The largest magnitude of an array, on the device; of nothing where `views` is null. */
  async #magnitude(views: GpuArray | null): Promise<GPUBuffer> {
    const kernels = this.#kernels;
    this.#largest ??= kernels.device.createBuffer({
      label: 'largest magnitude',
      size: 4,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
    });
    const largest = this.#largest;
    if (!views) return largest;
    kernels.submit('clear the largest magnitude', (encoder) => encoder.clearBuffer(largest));
    const workgroups = 64;
    const pipeline = await kernels.pipeline('largest-magnitude');
    for (const { buffer, rows } of views.bands) {
      const parameters = layouts.MagnitudeParameters.pack([{ length: rows * views.columns, stride: workgroups * 256 }]);
      kernels.dispatch(pipeline, [buffer, largest, kernels.uniform('magnitude', parameters)], [workgroups]);
    }
    return largest;
  }

  /** A texture of at least so many columns; those that are not needed are written 0 too. */
  #textureFor(least: number): GPUTexture {
    const { maxTextureDimension2D } = this.#kernels.device.limits;
    const roomy = 2 ** Math.ceil(Math.log2(Math.max(LEAST_TEXTURE_COLUMNS, least)));
    const columns = Math.min(maxTextureDimension2D, roomy);
    const kept = this.#texture;
    if (kept && kept.width >= least && kept.width <= MOST_TIMES_TOO_WIDE * columns) return kept;
    this.#kernels.sendOff();
    kept?.destroy();
    const rows = Math.min(MOST_GROUPS_PER_TEXTURE, Math.floor(MOST_TEXTURE_BYTES / (columns * BYTES_PER_TEXEL)));
    this.#texture = this.#kernels.device.createTexture({
      label: 'interleaved views',
      size: [columns, rows],
      format: 'rgba16float',
      usage: GPUTextureUsage.STORAGE_BINDING | GPUTextureUsage.TEXTURE_BINDING,
    });
    return this.#texture;
  }
}

/** @param rowsOf the rows that the views of a group stand in, where those are not their numbers */
function packGroups(
  scan: Scan,
  groups: readonly ViewGroup[],
  rowsOf: (group: number) => ViewGroup = (group) => groups[group]!,
): ArrayBuffer {
  return layouts.ViewGroup.pack(
    groups.map((views, group) => ({
      views: rowsOf(group),
      weights: views.map((view) => scan.viewWeightsRad[view]!) as unknown as readonly [number, number, number, number],
      cosine: Math.cos(scan.anglesRad[views[0]]!),
      sine: Math.sin(scan.anglesRad[views[0]]!),
    })),
  );
}

function packParameters(
  scan: Scan,
  grid: ImageGrid,
  firstGroup: number,
  endGroup: number,
  { firstRow, endRow }: SumBand,
): ArrayBuffer {
  return layouts.SymmetricParameters.pack([
    {
      side: grid.rows,
      firstGroup,
      endGroup,
      firstRow,
      endRow,
      channels: scan.channels,
      axisChannel: axisChannel(scan),
      channelsPerPixel: grid.pixelSizeMm / scan.channelSpacingMm,
      pixelSizeMm: grid.pixelSizeMm,
    },
  ]);
}

/** Room for the shadow of a tile, in few sizes, so that turning a knob seldom asks for another pipeline. */
function channelsOfTile(scan: Scan, grid: ImageGrid): number {
  const diagonal = (TILE - 1) * Math.SQRT2 * grid.pixelSizeMm * mostChannelsPerMm(scan, grid);
  // The neighbour to the right, half a channel of room on the left, and what rounding to whole channels takes.
  const needed = diagonal + 4;
  return needed <= 26 ? 26 : 2 ** Math.ceil(Math.log2(needed));
}

/**
 * How far apart two points of the grid, 1 mm from each other, may fall on the detector, in channels. On an arc the fan
 * angle changes by 1/L per mm at most, L the distance from the source; on a flat panel its tangent by 1/(L·cos²γ).
 */
function mostChannelsPerMm(scan: Scan, grid: ImageGrid): number {
  if (!isDivergent(scan)) return 1 / scan.channelSpacingMm;
  // Tiles reach beyond the grid, by less than a tile.
  const radiusMm = gridRadiusMm(grid) + TILE * Math.SQRT2 * grid.pixelSizeMm;
  const nearestMm = scan.sourceToIsocenterMm - radiusMm;
  if (nearestMm < LEAST_DEPTH * scan.sourceToIsocenterMm) return Number.POSITIVE_INFINITY;
  const leastCosineSquared = scan.detector === 'arc' ? 1 : 1 - (radiusMm / scan.sourceToIsocenterMm) ** 2;
  return loweredScan(scan).detector.channelsPerUnit / (nearestMm * leastCosineSquared);
}
