import type { ScatterPlan } from '../../physics/scatter-plan.ts';
import type { StarvationPlan } from '../../physics/starvation-plan.ts';
import type { ExtensionPlan } from '../contract.ts';
import { PARABOLA_REACH, PARABOLA_WEIGHTS } from '../parabola-weights.ts';
import { bandParts, byteLength, type GpuArray, wholeBuffer } from './gpu-array.ts';
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
    const thresholds = this.#kernels.table('thresholds', plan, () => plan.thresholds);
    await this.#overReadings(
      'smooth-starved',
      out,
      (views, channels) => layouts.SmoothParameters.pack([{ views, channels, thresholdCount: plan.thresholds.length }]),
      (index) => [thresholds, bandOf(lineIntegrals, index), bandOf(out, index)],
    );
  }

  async meanOverViews(sinogram: GpuArray, means: GpuArray): Promise<void> {
    const pipeline = await this.#kernels.pipeline('mean-over-views');
    const { columns: channels } = sinogram;
    const target = wholeBuffer(means);
    this.#kernels.submit('clear', (encoder) => encoder.clearBuffer(target, 0, byteLength(means)));
    for (const { rows: views, buffer } of sinogram.bands) {
      const parameters = layouts.ViewsParameters.pack([{ views, channels, share: 1 / sinogram.rows }]);
      const uniform = this.#kernels.uniform('mean-over-views', parameters);
      this.#kernels.dispatch(pipeline, [uniform, buffer, target], [Math.ceil(channels / 64)]);
    }
  }

  async meanDeviation(sinogram: GpuArray, row: GpuArray, most: number, deviations: GpuArray): Promise<void> {
    const pipeline = await this.#kernels.pipeline('mean-deviation');
    const { columns: channels } = sinogram;
    const weights = this.#kernels.table('parabola weights', PARABOLA_WEIGHTS, () => PARABOLA_WEIGHTS);
    const target = wholeBuffer(deviations);
    this.#kernels.submit('clear', (encoder) => encoder.clearBuffer(target, 0, byteLength(deviations)));
    for (const { rows: views, buffer } of sinogram.bands) {
      const parameters = layouts.DeviationParameters.pack([
        { views, channels, reach: PARABOLA_REACH, most, share: 1 / sinogram.rows },
      ]);
      const uniform = this.#kernels.uniform('mean-deviation', parameters);
      const buffers = [uniform, weights, wholeBuffer(row), buffer, target];
      this.#kernels.dispatch(pipeline, buffers, [Math.ceil(channels / 64)]);
    }
  }

  async subtractRow(sinogram: GpuArray, row: GpuArray): Promise<void> {
    await this.#overReadings('subtract-row', sinogram, viewsParameters, (index) => [
      wholeBuffer(row),
      bandOf(sinogram, index),
    ]);
  }

  async subtractScatter(plan: ScatterPlan, lineIntegrals: GpuArray, out: GpuArray): Promise<void> {
    await this.#overReadings(
      'subtract-scatter',
      out,
      (views, channels) => layouts.ScatterParameters.pack([{ views, channels, ...plan }]),
      (index) => [bandOf(lineIntegrals, index), bandOf(out, index)],
    );
  }

  async momentsOfViews(sinogram: GpuArray, moments: GpuArray): Promise<void> {
    const pipeline = await this.#kernels.pipeline('moments-of-views');
    const target = wholeBuffer(moments);
    for (const { rows: views, firstRow, buffer } of sinogram.bands) {
      const parameters = layouts.MomentsParameters.pack([{ views, channels: sinogram.columns, firstView: firstRow }]);
      const uniform = this.#kernels.uniform('moments-of-views', parameters);
      this.#kernels.dispatch(pipeline, [uniform, buffer, target], [Math.ceil(views / 64)]);
    }
  }

  async extendViews(plan: ExtensionPlan, sinogram: GpuArray, out: GpuArray): Promise<void> {
    const pipeline = await this.#kernels.pipeline('extend-views');
    const { before, after, waterPerChannel, fitted } = plan;
    // Longer views may be cut into bands elsewhere.
    for (const source of sinogram.bands) {
      for (const { band, from, to } of bandParts(out, { from: source.firstRow, to: source.firstRow + source.rows })) {
        const parameters = layouts.ExtensionParameters.pack([
          {
            views: to - from,
            channels: sinogram.columns,
            before,
            after,
            waterPerChannel,
            fitted,
            firstSourceRow: from - source.firstRow,
            firstRow: from - band.firstRow,
          },
        ]);
        const uniform = this.#kernels.uniform('extend-views', parameters);
        const groups: [number, number] = [Math.ceil(out.columns / 64), to - from];
        this.#kernels.dispatch(pipeline, [uniform, source.buffer, band.buffer], groups);
      }
    }
  }

  async replaceWhere(mask: GpuArray, source: GpuArray, target: GpuArray): Promise<void> {
    await this.#overValues(
      'replace-where',
      target,
      (length, rowLength) => layouts.ReplaceParameters.pack([{ length, rowLength }]),
      (index) => [bandOf(mask, index), bandOf(source, index), bandOf(target, index)],
    );
  }

  async #overReadings(
    name: ShaderName,
    out: GpuArray,
    parametersOf: (views: number, channels: number) => ArrayBuffer,
    buffersOf: (band: number) => readonly GPUBuffer[],
  ): Promise<void> {
    const pipeline = await this.#kernels.pipeline(name);
    for (const [index, { rows }] of out.bands.entries()) {
      const uniform = this.#kernels.uniform(name, parametersOf(rows, out.columns));
      this.#kernels.dispatch(pipeline, [uniform, ...buffersOf(index)], [Math.ceil(out.columns / 64), rows]);
    }
  }

  async #overValues(
    name: ShaderName,
    out: GpuArray,
    parametersOf: (length: number, rowLength: number) => ArrayBuffer,
    buffersOf: (band: number) => readonly GPUBuffer[],
  ): Promise<void> {
    const pipeline = await this.#kernels.pipeline(name);
    for (const [index, { rows }] of out.bands.entries()) {
      const length = rows * out.columns;
      const groups = Math.ceil(length / 256);
      const width = Math.min(groups, 32_768);
      const uniform = this.#kernels.uniform(name, parametersOf(length, width * 256));
      this.#kernels.dispatch(pipeline, [uniform, ...buffersOf(index)], [width, Math.ceil(groups / width)]);
    }
  }
}

function bandOf(array: GpuArray, index: number): GPUBuffer {
  return array.bands[index]!.buffer;
}

function viewsParameters(views: number, channels: number): ArrayBuffer {
  return layouts.ViewsParameters.pack([{ views, channels, share: 1 }]);
}
