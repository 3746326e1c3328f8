import type { Band } from '../../compute/gpu/gpu-array.ts';
import { shaderSources } from '../../compute/gpu/shader-sources.ts';
import { DisplayParameters } from '../../compute/gpu/struct-layouts.ts';
import {
  type GreyMapping,
  type ImageSurface,
  NoSurfaceError,
  type PixelRectangle,
  type SurfacePicture,
} from './image-surface.ts';

/** The page's ground, #0b0d10, as a grey. */
const BACKGROUND = 0.05;

/** A band adds its share to the mean of those before it; the shader's alpha is that share. */
const RUNNING_MEAN: GPUBlendComponent = { srcFactor: 'src-alpha', dstFactor: 'one-minus-src-alpha', operation: 'add' };

const pipelines = new WeakMap<GPUDevice, GPURenderPipeline>();

function pipelineOf(device: GPUDevice): GPURenderPipeline {
  let pipeline = pipelines.get(device);
  if (!pipeline) {
    const module = device.createShaderModule({ label: 'display', code: shaderSources.display });
    pipeline = device.createRenderPipeline({
      label: 'display',
      layout: 'auto',
      vertex: { module, entryPoint: 'coverCanvas' },
      fragment: {
        module,
        entryPoint: 'paint',
        targets: [
          { format: navigator.gpu.getPreferredCanvasFormat(), blend: { color: RUNNING_MEAN, alpha: RUNNING_MEAN } },
        ],
      },
    });
    pipelines.set(device, pipeline);
  }
  return pipeline;
}

/** The WebGPU twin of `CanvasSurface`: the image is windowed and drawn from the buffers it was made in. */
export class GpuSurface implements ImageSurface<readonly Band[]> {
  readonly element: HTMLCanvasElement;
  readonly #device: GPUDevice;
  readonly #context: GPUCanvasContext;
  /** Parameters of a draw, one for every band that a picture ever had. */
  readonly #parameters: GPUBuffer[] = [];

  constructor(device: GPUDevice) {
    this.#device = device;
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
    const { width, height } = this.element;
    const encoder = this.#device.createCommandEncoder({ label: 'display' });
    const pass = encoder.beginRenderPass({
      label: 'display',
      colorAttachments: [
        {
          view: this.#context.getCurrentTexture().createView(),
          loadOp: 'clear',
          clearValue: { r: BACKGROUND, g: BACKGROUND, b: BACKGROUND, a: 1 },
          storeOp: 'store',
        },
      ],
    });
    if (picture) {
      const pipeline = pipelineOf(this.#device);
      pass.setPipeline(pipeline);
      for (const [index, { buffer, firstRow, rows }] of picture.source.entries()) {
        const parameters = this.#parametersOf(index);
        this.#device.queue.writeBuffer(
          parameters,
          0,
          DisplayParameters.pack([
            {
              visibleLeft: visible.left,
              visibleTop: visible.top,
              visibleWidth: visible.width,
              visibleHeight: visible.height,
              canvasWidth: width,
              canvasHeight: height,
              rows: picture.rows,
              firstRow,
              endRow: firstRow + rows,
              columns: picture.columns,
              black: mapping.black,
              white: mapping.white,
              inverted: mapping.inverted ? 1 : 0,
            },
          ]),
        );
        pass.setBindGroup(
          0,
          this.#device.createBindGroup({
            label: 'display',
            layout: pipeline.getBindGroupLayout(0),
            entries: [
              { binding: 0, resource: { buffer: parameters } },
              { binding: 1, resource: { buffer } },
            ],
          }),
        );
        pass.draw(3);
      }
    }
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  dispose(): void {
    this.#context.unconfigure();
    for (const parameters of this.#parameters) parameters.destroy();
    this.element.remove();
  }

  #parametersOf(band: number): GPUBuffer {
    this.#parameters[band] ??= this.#device.createBuffer({
      label: 'display parameters',
      size: DisplayParameters.size,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    return this.#parameters[band];
  }
}
