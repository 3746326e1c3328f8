import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import { detectorUniform, loweredConstants } from './lowered-tables.ts';
import type { SymmetricPass } from './symmetric-pass.ts';

/** Rows of the interleaved texture: the groups of one pass. */
const MOST_GROUPS_PER_TEXTURE = 1024;
const MOST_TEXTURE_BYTES = 32 * 2 ** 20;
const BYTES_PER_TEXEL = 8;
const LEAST_TEXTURE_COLUMNS = 256;
/** A texture serves numbers of channels down to a part of its columns, so that a slider seldom asks for another. */
const MOST_TIMES_TOO_WIDE = 4;

/** Back-projects groups of views through texture units; see shaders/back-project-texture.wgsl. */
export class TextureBackProjection {
  readonly #kernels: KernelRunner;
  readonly #sampler: GPUSampler;
  #texture: GPUTexture | null = null;

  constructor(kernels: KernelRunner) {
    this.#kernels = kernels;
    this.#sampler = kernels.device.createSampler({
      label: 'between channels',
      magFilter: 'linear',
      minFilter: 'linear',
    });
  }

  /** How many groups of views of so many channels there may be in a pass. */
  mostGroups(channels: number): number {
    return this.#textureFor(channels + 2).height;
  }

  /** Adds the groups of a pass to their sums. @param largest the largest magnitude of all views */
  async addGroups(pass: SymmetricPass, largest: GPUBuffer): Promise<void> {
    const kernels = this.#kernels;
    const { scan, grid, uniform, firstViews, groups, views, count } = pass;
    const { sums, firstRow, endRow } = pass.band;
    const texture = this.#textureFor(scan.detector.channels + 2);
    const interleaved = texture.createView();
    kernels.dispatch(
      await kernels.pipeline('interleave-views'),
      [uniform, groups, views, largest, interleaved],
      [Math.ceil(texture.width / 64), count],
    );
    kernels.dispatch(
      await kernels.pipeline('back-project-texture', loweredConstants(scan)),
      [uniform, detectorUniform(kernels, scan), firstViews, interleaved, this.#sampler, sums],
      [Math.ceil(grid.rows / 16), Math.ceil((endRow - firstRow) / 64)],
    );
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
