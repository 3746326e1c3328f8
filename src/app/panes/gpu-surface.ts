import type { Band } from '../../compute/gpu/gpu-array.ts';
import { DisplayPass } from './display-pass.ts';
import {
  type GreyMapping,
  type ImageSurface,
  NoSurfaceError,
  type PixelRectangle,
  type SurfacePicture,
} from './image-surface.ts';

/** The WebGPU twin of `CanvasSurface`: the image is windowed and drawn from the buffers it was made in. */
export class GpuSurface implements ImageSurface<readonly Band[]> {
  readonly element: HTMLCanvasElement;
  readonly #device: GPUDevice;
  readonly #context: GPUCanvasContext;
  readonly #display: DisplayPass;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#display = new DisplayPass(device);
    this.element = document.createElement('canvas');
    const context = this.element.getContext('webgpu');
    if (!context) throw new NoSurfaceError();
    this.#context = context;
    try {
      context.configure({ device, format: navigator.gpu.getPreferredCanvasFormat(), alphaMode: 'opaque' });
    } catch {
      throw new NoSurfaceError();
    }
  }

  resize(widthPixels: number, heightPixels: number): void {
    const most = this.#device.limits.maxTextureDimension2D;
    const width = Math.min(most, Math.max(1, Math.round(widthPixels)));
    const height = Math.min(most, Math.max(1, Math.round(heightPixels)));
    if (this.element.width !== width) this.element.width = width;
    if (this.element.height !== height) this.element.height = height;
  }

  draw(picture: SurfacePicture<readonly Band[]> | null, mapping: GreyMapping, visible: PixelRectangle): void {
    this.#display.paint(this.#context.getCurrentTexture(), picture, mapping, visible);
  }

  dispose(): void {
    this.#context.unconfigure();
    this.#display.destroy();
    this.element.remove();
  }
}
