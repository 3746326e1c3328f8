import type { StarvationPlan } from '../../physics/starvation-plan.ts';
import type { GpuArray } from './gpu-array.ts';
import type { KernelRunner } from './kernel-runner.ts';
import type { ShaderName } from './shader-sources.ts';
import * as layouts from './struct-layouts.ts';

/** The kernels that cure sinograms and images of what a real scan does to them. */
export class CureKernels {
  readonly #kernels: KernelRunner;

  constructor(kernels: KernelRunner) {
    this.#kernels = kernels;
  }

  async smoothStarved(plan: StarvationPlan, lineIntegrals: GpuArray, out: GpuArray): Promise<void> {
    const { rows: views, columns: channels } = out;
    const parameters = layouts.SmoothParameters.pack([{ views, channels, thresholdCount: plan.thresholds.length }]);
    const thresholds = this.#kernels.table('thresholds', plan, () => plan.thresholds);
    await this.#overReadings('smooth-starved', parameters, [thresholds, lineIntegrals.buffer, out.buffer], out);
  }

  async meanOverViews(sinogram: GpuArray, means: GpuArray): Promise<void> {
    const pipeline = await this.#kernels.pipeline('mean-over-views');
    const { rows: views, columns: channels } = sinogram;
    const parameters = layouts.ViewsParameters.pack([{ views, channels }]);
    this.#kernels.dispatch(
      pipeline,
      [this.#kernels.uniform('mean-over-views', parameters), sinogram.buffer, means.buffer],
      [Math.ceil(channels / 64)],
    );
  }

  async subtractRow(sinogram: GpuArray, row: GpuArray): Promise<void> {
    const { rows: views, columns: channels } = sinogram;
    const parameters = layouts.ViewsParameters.pack([{ views, channels }]);
    await this.#overReadings('subtract-row', parameters, [row.buffer, sinogram.buffer], sinogram);
  }

  async bridgeTrace(sinogram: GpuArray, trace: GpuArray, out: GpuArray): Promise<void> {
    const { rows: views, columns: channels } = out;
    const parameters = layouts.ViewsParameters.pack([{ views, channels }]);
    await this.#overReadings('bridge-trace', parameters, [sinogram.buffer, trace.buffer, out.buffer], out);
  }

  async threshold(values: GpuArray, above: number, out: GpuArray): Promise<void> {
    await this.#overValues('threshold', out, [values.buffer, out.buffer], (length, rowLength) =>
      layouts.ThresholdParameters.pack([{ length, rowLength, above }]),
    );
  }

  async replaceWhere(mask: GpuArray, source: GpuArray, target: GpuArray): Promise<void> {
    await this.#overValues('replace-where', target, [mask.buffer, source.buffer, target.buffer], (length, rowLength) =>
      layouts.ReplaceParameters.pack([{ length, rowLength }]),
    );
  }

  async #overReadings(
    name: ShaderName,
    parameters: ArrayBuffer,
    buffers: readonly GPUBuffer[],
    out: GpuArray,
  ): Promise<void> {
    const pipeline = await this.#kernels.pipeline(name);
    const uniform = this.#kernels.uniform(name, parameters);
    this.#kernels.dispatch(pipeline, [uniform, ...buffers], [Math.ceil(out.columns / 64), out.rows]);
  }

  async #overValues(
    name: ShaderName,
    out: GpuArray,
    buffers: readonly GPUBuffer[],
    parametersOf: (length: number, rowLength: number) => ArrayBuffer,
  ): Promise<void> {
    const pipeline = await this.#kernels.pipeline(name);
    const length = out.rows * out.columns;
    const groups = Math.ceil(length / 256);
    const width = Math.min(groups, 32_768);
    const uniform = this.#kernels.uniform(name, parametersOf(length, width * 256));
    this.#kernels.dispatch(pipeline, [uniform, ...buffers], [width, Math.ceil(groups / width)]);
  }
}
