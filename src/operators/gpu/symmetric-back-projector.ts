import type { ViewRange } from '../../compute/device.ts';
import type { BufferPool } from '../../compute/gpu/buffer-pool.ts';
import type { GpuArray } from '../../compute/gpu/gpu-array.ts';
import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import { fetchedPart } from '../../fetched-part.ts';
import type { ImageGrid } from '../../geometry/grid.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';
import { type SymmetricViews, symmetricViews, type ViewGroup, viewsIn } from '../symmetric-views.ts';
import type { BackProjectionKernel } from './back-projection-kernels.ts';
import { GroupGatherer, groupTable } from './gathered-groups.ts';
import { LargestMagnitude } from './largest-magnitude.ts';
import { firstViewTable } from './lowered-tables.ts';
import type { SumBand, SymmetricPass } from './symmetric-pass.ts';
import type { TextureBackProjection } from './texture-back-projection.ts';
import { TILE, throughTiles, tilesFit } from './tile-back-projection.ts';

const BYTES_PER_SUM = 16;
/**
 * The four sums of every pixel take four times what the image takes. Those of large images are made band of rows by
 * band of rows, each over all views: within every device's limits, and with more views to a step for fewer pixels.
 */
const MOST_SUM_BYTES = 64 * 2 ** 20;

/** Tables of groups are kept by the identity of the list that they are made from, so that this is kept too. */
interface KeptSymmetry extends SymmetricViews {
  readonly range: ViewRange;
}

/** Back-projects views four at a time; see shaders/common/symmetric.wgsl. */
export class SymmetricBackProjector {
  readonly #kernels: KernelRunner;
  readonly #pool: BufferPool;
  /** Fetched when it is first gone by. */
  #texture: TextureBackProjection | null = null;
  readonly #largest: LargestMagnitude;
  readonly #gatherer: GroupGatherer;
  /** Of each scan as it was last asked for. */
  readonly #symmetry = new WeakMap<LoweredScan, KeptSymmetry>();

  constructor(kernels: KernelRunner, pool: BufferPool) {
    this.#kernels = kernels;
    this.#pool = pool;
    this.#largest = new LargestMagnitude(kernels);
    this.#gatherer = new GroupGatherer(kernels, pool);
  }

  /** The kernel wished for, or where the device or the kernel cannot take this scan and grid, the next best that can. */
  kernelFor(wished: BackProjectionKernel, scan: LoweredScan, grid: ImageGrid): BackProjectionKernel {
    if (!scan.turnsRad || grid.rows !== grid.columns || this.#rowsPerSumBand(grid.rows) < TILE) return 'plain';
    const { maxTextureDimension2D } = this.#kernels.device.limits;
    // With a texel beyond the detector to either side.
    if (wished === 'texture' && scan.detector.channels + 2 <= maxTextureDimension2D) return 'texture';
    return wished !== 'plain' && tilesFit(scan, grid) ? 'tile' : 'plain';
  }

  async #textureUnits(): Promise<TextureBackProjection> {
    if (!this.#texture) {
      const what = 'The part that computes this on the GPU';
      const part = await fetchedPart(() => import('./texture-back-projection.ts'), what);
      this.#texture ??= new part.TextureBackProjection(this.#kernels);
    }
    return this.#texture;
  }

  /** Which views of a range go four at a time by this kernel, and which do not. */
  viewsFor(scan: LoweredScan, range: ViewRange, kernel: BackProjectionKernel): SymmetricViews {
    if (kernel === 'plain') return { groups: [], rest: viewsIn(range) };
    let kept = this.#symmetry.get(scan);
    if (!kept || kept.range.from !== range.from || kept.range.to !== range.to) {
      kept = { ...symmetricViews(scan, range), range };
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
    scan: LoweredScan,
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
    const texture = kernel === 'texture' ? await this.#textureUnits() : null;
    const largest = await this.#largest.of(texture ? views : null);
    const groupsPerPass = Math.min(
      groups.length,
      Math.max(1, Math.floor(workPerStep / (side * rowsPerBand) / 4)),
      texture?.mostGroups(scan.detector.channels) ?? groups.length,
    );
    const taken: GPUBuffer[] = [];
    const take = async (bytes: number, label: string) => {
      taken.push(await this.#pool.take(bytes, label));
      return taken.at(-1)!;
    };
    try {
      const sums = await take(sumBytes, `The array of sums of ${side} × ${rowsPerBand} pixels`);
      const gathered = views.bands.length > 1 ? await this.#gatherer.of(scan, groups, groupsPerPass, take) : null;
      const most = gathered?.groupsPerPass ?? groupsPerPass;
      const table = gathered?.groups ?? groupTable(kernels, scan, groups);
      const firstViews = firstViewTable(kernels, scan, groups);
      for (let firstRow = 0; firstRow < side; firstRow += rowsPerBand) {
        const band: SumBand = { sums, firstRow, endRow: Math.min(side, firstRow + rowsPerBand) };
        kernels.submit('clear the sums', (encoder) => encoder.clearBuffer(sums, 0, sumBytes));
        for (let from = 0; from < groups.length; from += most) {
          const to = Math.min(groups.length, from + most);
          const pass: SymmetricPass = {
            scan,
            grid,
            band,
            uniform: kernels.uniform('symmetric views', packParameters(scan, grid, from, to, band)),
            count: to - from,
            firstViews,
            groups: table,
            views: gathered ? await gathered.gather(views, from, to) : views.bands[0]!.buffer,
          };
          if (texture) await texture.addGroups(pass, largest);
          else await throughTiles(kernels, pass);
          await step(4 * (to - from) * side * (band.endRow - band.firstRow));
        }
        await this.#fold(table, largest, band, image, scan, side, texture !== null);
      }
    } finally {
      for (const buffer of taken) this.#pool.giveBack(buffer);
    }
  }

  async #fold(
    table: GPUBuffer,
    largest: GPUBuffer,
    { sums, firstRow, endRow }: SumBand,
    image: GPUBuffer,
    scan: LoweredScan,
    side: number,
    isScaled: boolean,
  ): Promise<void> {
    const kernels = this.#kernels;
    const isTurned = scan.diverges ? 1 : 0;
    const fold = layouts.FoldParameters.pack([{ side, firstRow, endRow, isTurned, isScaled: isScaled ? 1 : 0 }]);
    const workgroups = Math.ceil(side / 16);
    kernels.dispatch(
      await kernels.pipeline('fold-symmetric'),
      [kernels.uniform('fold', fold), table, largest, sums, image],
      [workgroups, workgroups],
    );
  }

  #rowsPerSumBand(side: number): number {
    return mostRowsOfSums(side, this.#pool.mostBytes);
  }
}

/**
 * The most rows of whole tiles of a square image whose sums may be in memory at a time.
 *
 * @param side pixels along each side of the image
 * @param mostBytes what the device allows in one piece
 */
export function mostRowsOfSums(side: number, mostBytes: number): number {
  return TILE * Math.floor(Math.min(MOST_SUM_BYTES, mostBytes) / (TILE * side * BYTES_PER_SUM));
}

function packParameters(
  scan: LoweredScan,
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
      channels: scan.detector.channels,
      unitsPerPixel: grid.pixelSizeMm / scan.unitMm,
    },
  ]);
}
