import type { ImageGrid } from '../../geometry/image-grid.ts';
import { axisChannel, type ParallelScan } from '../../geometry/parallel-scan.ts';
import type { ViewRange } from '../contract.ts';
import { type SymmetricViews, symmetricViews, type ViewGroup } from '../symmetric-views.ts';
import type { GpuArray } from './gpu-array.ts';
import type { KernelRunner } from './kernel-runner.ts';
import * as layouts from './struct-layouts.ts';

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
const GROUPS_PER_TEXTURE = 1024;

/** A group table made from a list of groups, which is kept by its identity. */
interface KeptSymmetry extends SymmetricViews {
  readonly scan: ParallelScan;
  readonly range: ViewRange;
}

/** Back-projects views four at a time; see shaders/common/symmetric.wgsl. */
export class SymmetricBackProjector {
  readonly #kernels: KernelRunner;
  readonly #sampler: GPUSampler;
  #symmetry: KeptSymmetry | null = null;
  #sums: GPUBuffer | null = null;
  #largest: GPUBuffer | null = null;
  #texture: GPUTexture | null = null;

  constructor(kernels: KernelRunner) {
    this.#kernels = kernels;
    this.#sampler = kernels.device.createSampler({
      label: 'between channels',
      magFilter: 'linear',
      minFilter: 'linear',
    });
  }

  /** Which views of a range go four at a time by this kernel on this device, and which do not. */
  viewsFor(scan: ParallelScan, grid: ImageGrid, range: ViewRange, kernel: BackProjectionKernel): SymmetricViews {
    const rest = () => Array.from({ length: range.to - range.from }, (_, i) => range.from + i);
    if (kernel === 'plain' || grid.rows !== grid.columns || !this.#holds(scan, grid, kernel)) {
      return { groups: [], rest: rest() };
    }
    const kept = this.#symmetry;
    if (kept && kept.scan === scan && kept.range.from === range.from && kept.range.to === range.to) return kept;
    this.#symmetry = { ...symmetricViews(scan, range), scan, range };
    return this.#symmetry;
  }

  /**
   * image += the sum over the groups, by the kernel named.
   *
   * @param step called with the number of views that are done since it was last called
   */
  async backProject(
    kernel: Exclude<BackProjectionKernel, 'plain'> | BackProjectionKernel,
    views: GpuArray,
    scan: ParallelScan,
    grid: ImageGrid,
    image: GpuArray,
    groups: readonly ViewGroup[],
    groupsPerStep: number,
    step: (views: number) => Promise<void>,
  ): Promise<void> {
    const kernels = this.#kernels;
    const side = grid.rows;
    const table = kernels.table('groups of views', groups, () => packGroups(scan, groups));
    const sums = this.#sumsFor(side);
    kernels.submit('clear the sums', (encoder) => encoder.clearBuffer(sums));
    const largest = await this.#magnitude(kernel === 'texture' ? views : null);
    const most = Math.min(groupsPerStep, kernel === 'texture' ? this.#rowsOfTexture() : groups.length);
    for (let from = 0; from < groups.length; from += most) {
      const to = Math.min(groups.length, from + most);
      const uniform = kernels.uniform('symmetric views', packParameters(scan, grid, from, to));
      if (kernel === 'texture') await this.#throughTexture(uniform, table, views, largest, sums, scan, side, to - from);
      else await this.#throughTiles(uniform, table, views, sums, scan, grid);
      await step(4 * (to - from));
    }
    const fold = layouts.FoldParameters.pack([{ side, isScaled: kernel === 'texture' ? 1 : 0 }]);
    const workgroups = Math.ceil(side / 16);
    kernels.dispatch(
      await kernels.pipeline('fold-symmetric'),
      [kernels.uniform('fold', fold), table, largest, sums, image.buffer],
      [workgroups, workgroups],
    );
  }

  async #throughTexture(
    uniform: GPUBuffer,
    table: GPUBuffer,
    views: GpuArray,
    largest: GPUBuffer,
    sums: GPUBuffer,
    scan: ParallelScan,
    side: number,
    groups: number,
  ): Promise<void> {
    const kernels = this.#kernels;
    const texture = this.#textureFor(scan.channels + 2).createView();
    kernels.dispatch(
      await kernels.pipeline('interleave-views'),
      [uniform, table, views.buffer, largest, texture],
      [Math.ceil((scan.channels + 2) / 64), groups],
    );
    kernels.dispatch(
      await kernels.pipeline('back-project-texture'),
      [uniform, table, texture, this.#sampler, sums],
      [Math.ceil(side / 16), Math.ceil(side / 64)],
    );
  }

  async #throughTiles(
    uniform: GPUBuffer,
    table: GPUBuffer,
    views: GpuArray,
    sums: GPUBuffer,
    scan: ParallelScan,
    grid: ImageGrid,
  ): Promise<void> {
    const channelsPerTile = channelsOfTile(scan, grid);
    const groupsPerPass = Math.min(MOST_GROUPS_PER_PASS, Math.floor(SHADOW_TEXELS / channelsPerTile));
    const workgroups = Math.ceil(grid.rows / TILE);
    this.#kernels.dispatch(
      await this.#kernels.pipeline('back-project-tile', { channelsPerTile, groupsPerPass }),
      [uniform, table, views.buffer, sums],
      [workgroups, workgroups],
    );
  }

  /** Whether the device and the kernel can take this scan and grid. */
  #holds(scan: ParallelScan, grid: ImageGrid, kernel: BackProjectionKernel): boolean {
    const { limits } = this.#kernels.device;
    const sumBytes = grid.rows * grid.columns * 16;
    if (sumBytes > Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize)) return false;
    if (kernel === 'texture') return scan.channels + 2 <= limits.maxTextureDimension2D;
    return channelsOfTile(scan, grid) <= SHADOW_TEXELS;
  }

  #sumsFor(side: number): GPUBuffer {
    const bytes = side * side * 16;
    if (this.#sums && this.#sums.size >= bytes && this.#sums.size <= 16 * bytes) return this.#sums;
    this.#sums?.destroy();
    this.#sums = this.#kernels.device.createBuffer({
      label: 'sums of symmetric views',
      size: bytes,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
    });
    return this.#sums;
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
    const parameters = layouts.MagnitudeParameters.pack([
      { length: views.rows * views.columns, stride: workgroups * 256 },
    ]);
    kernels.dispatch(
      await kernels.pipeline('largest-magnitude'),
      [views.buffer, largest, kernels.uniform('magnitude', parameters)],
      [workgroups],
    );
    return largest;
  }

  #rowsOfTexture(): number {
    return Math.min(GROUPS_PER_TEXTURE, this.#kernels.device.limits.maxTextureDimension2D);
  }

  #textureFor(columns: number): GPUTexture {
    if (this.#texture?.width === columns) return this.#texture;
    this.#texture?.destroy();
    this.#texture = this.#kernels.device.createTexture({
      label: 'interleaved views',
      size: [columns, this.#rowsOfTexture()],
      format: 'rgba16float',
      usage: GPUTextureUsage.STORAGE_BINDING | GPUTextureUsage.TEXTURE_BINDING,
    });
    return this.#texture;
  }
}

function packGroups(scan: ParallelScan, groups: readonly ViewGroup[]): ArrayBuffer {
  return layouts.ViewGroup.pack(
    groups.map((views) => ({
      views,
      weights: views.map((view) => scan.viewWeightsRad[view]!) as unknown as readonly [number, number, number, number],
      cosine: Math.cos(scan.anglesRad[views[0]]!),
      sine: Math.sin(scan.anglesRad[views[0]]!),
    })),
  );
}

function packParameters(scan: ParallelScan, grid: ImageGrid, firstGroup: number, endGroup: number): ArrayBuffer {
  return layouts.SymmetricParameters.pack([
    {
      side: grid.rows,
      firstGroup,
      endGroup,
      channels: scan.channels,
      axisChannel: axisChannel(scan),
      channelsPerPixel: grid.pixelSizeMm / scan.channelSpacingMm,
    },
  ]);
}

/** Room for the shadow of a tile, in few sizes, so that turning a knob seldom asks for another pipeline. */
function channelsOfTile(scan: ParallelScan, grid: ImageGrid): number {
  const diagonal = (TILE - 1) * Math.SQRT2 * (grid.pixelSizeMm / scan.channelSpacingMm);
  // The neighbour to the right, half a channel of room on the left, and what rounding to whole channels takes.
  const needed = diagonal + 4;
  return needed <= 26 ? 26 : 2 ** Math.ceil(Math.log2(needed));
}
