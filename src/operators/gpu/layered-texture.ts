import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';

/** Of a texture's layers. */
const MOST_TEXTURE_BYTES = 128 * 2 ** 20;
/** Heights are rounded up to these, and one serves down to half of its rows, so that slices in turn use one texture. */
const ROWS_APART = 16;

export interface TextureSize {
  readonly width: number;
  readonly height: number;
}

/** A texture as it serves a size that was asked for. */
export interface FoundTexture {
  readonly view: GPUTextureView;
  /** Rows of texels, of which all are to be written. */
  readonly height: number;
  readonly layers: number;
}

/** A texture with layers that is kept for as long as it serves what is asked for. */
export class LayeredTexture {
  readonly #kernels: KernelRunner;
  readonly #format: GPUTextureFormat;
  readonly #bytesPerTexel: number;
  #texture: GPUTexture | null = null;

  constructor(kernels: KernelRunner, format: GPUTextureFormat, bytesPerTexel: number) {
    this.#kernels = kernels;
    this.#format = format;
    this.#bytesPerTexel = bytesPerTexel;
  }

  /** Whether a layer of this size can be had. */
  takes({ width, height }: TextureSize): boolean {
    const { maxTextureDimension2D } = this.#kernels.device.limits;
    return Math.max(width, height) <= maxTextureDimension2D && this.#layersOf(width, this.#roomy(height)) > 0;
  }

  /** A texture with layers as wide as asked for, at least as high, and as many as wanted or as there is room for; `null` where there is none. */
  async of({ width, height }: TextureSize, wanted: number): Promise<FoundTexture | null> {
    const rows = this.#roomy(height);
    const layers = Math.min(wanted, this.#layersOf(width, rows));
    const kept = this.#texture;
    const serves =
      kept?.width === width && kept.height >= height && kept.height <= 2 * rows && kept.depthOrArrayLayers >= layers;
    if (!serves) {
      this.#kernels.sendOff();
      kept?.destroy();
      this.#texture = await this.#make([width, rows, layers]);
    }
    const texture = this.#texture;
    if (!texture) return null;
    return { view: texture.createView({ dimension: '2d-array' }), height: texture.height, layers };
  }

  async #make(size: [number, number, number]): Promise<GPUTexture | null> {
    const { device } = this.#kernels;
    device.pushErrorScope('out-of-memory');
    const texture = device.createTexture({
      label: 'layers of views',
      size,
      format: this.#format,
      usage: GPUTextureUsage.STORAGE_BINDING | GPUTextureUsage.TEXTURE_BINDING,
    });
    return (await device.popErrorScope()) ? null : texture;
  }

  #roomy(height: number): number {
    const { maxTextureDimension2D } = this.#kernels.device.limits;
    return Math.min(maxTextureDimension2D, ROWS_APART * Math.ceil(height / ROWS_APART));
  }

  #layersOf(width: number, height: number): number {
    const { maxTextureArrayLayers } = this.#kernels.device.limits;
    return Math.min(maxTextureArrayLayers, Math.floor(MOST_TEXTURE_BYTES / (width * height * this.#bytesPerTexel)));
  }
}
