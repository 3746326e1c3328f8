import { type DetectorPlan, detectorConstants } from '../../physics/detector-plan.ts';
import type { TransmissionPlan } from '../../physics/transmission-plan.ts';
import type { ViewRange } from '../contract.ts';
import type { BufferPool } from './buffer-pool.ts';
import { bandParts, byteLength, type GpuArray, wholeBuffer } from './gpu-array.ts';
import type { KernelRunner } from './kernel-runner.ts';
import * as layouts from './struct-layouts.ts';

/** The kernels that make a real scan of path lengths. */
export class ScanPhysicsKernels {
  readonly #kernels: KernelRunner;
  readonly #pool: BufferPool;

  constructor(kernels: KernelRunner, pool: BufferPool) {
    this.#kernels = kernels;
    this.#pool = pool;
  }

  /**
   * A kernel takes few buffers, so the materials' paths are laid one behind the other first, as many views of them as fit
   * into one buffer.
   */
  async transmit(
    plan: TransmissionPlan,
    paths: readonly GpuArray[],
    share: number,
    signals: GpuArray,
    range: ViewRange,
  ): Promise<void> {
    const pipeline = await this.#kernels.pipeline('transmit');
    const beam = this.#kernels.table('beam', plan, () => Float32Array.of(...plan.weights, ...plan.muPerMm));
    const rowBytes = byteLength({ rows: 1, columns: signals.columns });
    const mostViews = Math.max(1, Math.floor(this.#pool.mostBytes / (paths.length * rowBytes)));
    for (const { band, index, from, to } of bandParts(signals, range)) {
      for (let first = from; first < to; first += mostViews) {
        const views = Math.min(mostViews, to - first);
        const stacked = await this.#pool.take(
          paths.length * views * rowBytes,
          'The path lengths through all materials',
        );
        this.#kernels.submit('stack paths', (encoder) => {
          paths.forEach((path, material) => {
            const source = (first - band.firstRow) * rowBytes;
            const target = material * views * rowBytes;
            encoder.copyBufferToBuffer(path.bands[index]!.buffer, source, stacked, target, views * rowBytes);
          });
        });
        const parameters = layouts.TransmitParameters.pack([
          {
            firstView: first - band.firstRow,
            endView: first - band.firstRow + views,
            channels: signals.columns,
            materials: paths.length,
            bins: plan.weights.length,
            share,
            zero: 0,
          },
        ]);
        this.#kernels.dispatch(
          pipeline,
          [this.#kernels.uniform('transmit', parameters), beam, stacked, band.buffer],
          [Math.ceil(signals.columns / 64), views],
        );
        this.#pool.giveBack(stacked);
      }
    }
  }

  async detect(
    plan: DetectorPlan,
    signals: GpuArray,
    lineIntegrals: GpuArray,
    starved: GpuArray,
    range: ViewRange,
  ): Promise<void> {
    const pipeline = await this.#kernels.pipeline('detect');
    const gains = this.#kernels.table('gains', plan, () => plan.gains);
    for (const { band, index, from, to } of bandParts(signals, range)) {
      const parameters = layouts.DetectorParameters.pack([
        {
          ...detectorConstants(plan),
          firstView: from,
          firstRow: band.firstRow,
          channels: plan.channels,
          seed: plan.seed,
          zero: 0,
        },
      ]);
      const uniform = this.#kernels.uniform('detector', parameters);
      const out = lineIntegrals.bands[index]!.buffer;
      this.#kernels.dispatch(pipeline, [uniform, gains, band.buffer, out, wholeBuffer(starved)], [to - from]);
    }
  }
}
