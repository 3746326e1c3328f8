import type { ViewRange } from '../contract.ts';
import { bandParts, type GpuArray } from './gpu-array.ts';
import type { KernelRunner } from './kernel-runner.ts';
import * as layouts from './struct-layouts.ts';

/** Views at half the spacing: shaders/refine-views.wgsl. Longer views may be cut into bands elsewhere. */
export async function refineOnGpu(
  kernels: KernelRunner,
  views: GpuArray,
  out: GpuArray,
  range: ViewRange,
): Promise<void> {
  const pipeline = await kernels.pipeline('refine-views');
  for (const source of bandParts(views, range)) {
    for (const { band, from, to } of bandParts(out, source)) {
      const parameters = layouts.RefinementParameters.pack([
        {
          views: to - from,
          channels: views.columns,
          firstSourceRow: from - source.band.firstRow,
          firstRow: from - band.firstRow,
        },
      ]);
      const uniform = kernels.uniform('refine-views', parameters);
      const groups: [number, number] = [Math.ceil(out.columns / 64), to - from];
      kernels.dispatch(pipeline, [uniform, source.band.buffer, band.buffer], groups);
    }
  }
}
