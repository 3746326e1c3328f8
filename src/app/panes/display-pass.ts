import type { Band } from '../../compute/gpu/gpu-array.ts';
import { firstShaders } from '../../compute/gpu/shader-sources.ts';
import { DisplayParameters } from '../../compute/gpu/struct-layouts.ts';
import type { GreyMapping, PixelRectangle, SurfacePicture } from './image-surface.ts';

/** The page's ground, #0b0d10, as a grey. */
const BACKGROUND = 0.05;

/** A band adds its share to the mean of those before it; the shader's alpha is that share. */
const RUNNING_MEAN: GPUBlendComponent = { srcFactor: 'src-alpha', dstFactor: 'one-minus-src-alpha', operation: 'add' };

/** One for every format, of a device. */
const pipelines = new WeakMap<GPUDevice, Map<GPUTextureFormat, GPURenderPipeline>>();

function pipelineOf(device: GPUDevice, format: GPUTextureFormat): GPURenderPipeline {
  const ofDevice = pipelines.get(device) ?? new Map<GPUTextureFormat, GPURenderPipeline>();
  pipelines.set(device, ofDevice);
  let pipeline = ofDevice.get(format);
  if (!pipeline) {
    const module = device.createShaderModule({ label: 'display', code: firstShaders.display });
    pipeline = device.createRenderPipeline({
      label: 'display',
      layout: 'auto',
      vertex: { module, entryPoint: 'coverCanvas' },
      fragment: {
        module,
        entryPoint: 'paint',
        targets: [{ format, blend: { color: RUNNING_MEAN, alpha: RUNNING_MEAN } }],
      },
    });
    ofDevice.set(format, pipeline);
  }
  return pipeline;
}

/** Windows an image and paints the part of it that is seen over a whole texture (shaders/display.wgsl). */
export class DisplayPass {
  readonly #device: GPUDevice;
  /** Parameters of a draw, one for every band that a picture ever had. */
  readonly #parameters: GPUBuffer[] = [];

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  paint(
    texture: GPUTexture,
    picture: SurfacePicture<readonly Band[]> | null,
    mapping: GreyMapping,
    visible: PixelRectangle,
  ): void {
    const encoder = this.#device.createCommandEncoder({ label: 'display' });
    const pass = encoder.beginRenderPass({
      label: 'display',
      colorAttachments: [
        {
          view: texture.createView(),
          loadOp: 'clear',
          clearValue: { r: BACKGROUND, g: BACKGROUND, b: BACKGROUND, a: 1 },
          storeOp: 'store',
        },
      ],
    });
    if (picture) {
      const pipeline = pipelineOf(this.#device, texture.format);
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
              canvasWidth: texture.width,
              canvasHeight: texture.height,
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

  destroy(): void {
    for (const parameters of this.#parameters) parameters.destroy();
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
