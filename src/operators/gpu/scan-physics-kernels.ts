import { type DetectorPlan, detectorConstants } from '../../physics/detector-plan.ts';
import type { PolynomialCurve } from '../../physics/polynomial-curve.ts';
import type { TransmissionPlan } from '../../physics/transmission-plan.ts';
import type { ViewRange } from '../contract.ts';
import type { BufferPool } from './buffer-pool.ts';
import { byteLength, type GpuArray } from './gpu-array.ts';
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

  /** A kernel takes few buffers, so the materials' paths are laid one behind the other first. */
  async transmit(
    plan: TransmissionPlan,
    paths: readonly GpuArray[],
    share: number,
    signals: GpuArray,
    range: ViewRange,
  ): Promise<void> {
    const pipeline = await this.#kernels.pipeline('transmit');
    const views = range.to - range.from;
    const rowBytes = 4 * signals.columns;
    const stacked = await this.#pool.take(paths.length * views * rowBytes, 'The path lengths through all materials');
    this.#kernels.submit('stack paths', (encoder) => {
      paths.forEach((path, material) => {
        const target = material * views * rowBytes;
        encoder.copyBufferToBuffer(path.buffer, range.from * rowBytes, stacked, target, views * rowBytes);
      });
    });
    const parameters = layouts.TransmitParameters.pack([
      {
        firstView: range.from,
        endView: range.to,
        channels: signals.columns,
        materials: paths.length,
        bins: plan.weights.length,
        share,
        zero: 0,
      },
    ]);
    const beam = this.#kernels.table('beam', plan, () => Float32Array.of(...plan.weights, ...plan.muPerMm));
    this.#kernels.dispatch(
      pipeline,
      [this.#kernels.uniform('transmit', parameters), beam, stacked, signals.buffer],
      [Math.ceil(signals.columns / 64), views],
    );
    this.#pool.giveBack(stacked);
  }

  async detect(
    plan: DetectorPlan,
    signals: GpuArray,
    lineIntegrals: GpuArray,
    starved: GpuArray,
    range: ViewRange,
  ): Promise<void> {
    const pipeline = await this.#kernels.pipeline('detect');
    const parameters = layouts.DetectorParameters.pack([
      {
        ...detectorConstants(plan),
        firstView: range.from,
        channels: plan.channels,
        seed: plan.seed,
        zero: 0,
      },
    ]);
    this.#kernels.dispatch(
      pipeline,
      [
        this.#kernels.uniform('detector', parameters),
        this.#kernels.table('gains', plan, () => plan.gains),
        signals.buffer,
        lineIntegrals.buffer,
        starved.buffer,
      ],
      [range.to - range.from],
    );
  }

  /** In place: WebGPU lets no buffer be read and written under two names. */
  async applyPolynomial(curve: PolynomialCurve, values: GpuArray, out: GpuArray): Promise<void> {
    const pipeline = await this.#kernels.pipeline('apply-polynomial');
    if (values !== out) {
      this.#kernels.submit('copy', (encoder) =>
        encoder.copyBufferToBuffer(values.buffer, 0, out.buffer, 0, byteLength(out)),
      );
    }
    const length = out.rows * out.columns;
    const groups = Math.ceil(length / 256);
    const width = Math.min(groups, 32_768);
    const parameters = layouts.PolynomialParameters.pack([
      { length, rowLength: width * 256, coefficientCount: curve.coefficients.length, most: curve.most },
    ]);
    this.#kernels.dispatch(
      pipeline,
      [
        this.#kernels.uniform('polynomial', parameters),
        this.#kernels.table('coefficients', curve, () => Float32Array.from(curve.coefficients)),
        out.buffer,
      ],
      [width, Math.ceil(groups / width)],
    );
  }
}
