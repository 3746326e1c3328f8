import type { ArraysOf, ArrayUses, Kernel, KernelDevice, KernelRun } from '../compute/kernel.ts';
import { applyPolynomial } from '../kernels/apply-polynomial/spec.ts';
import { bridgeTrace } from '../kernels/bridge-trace/spec.ts';
import { threshold } from '../kernels/threshold/spec.ts';
import type { PolynomialCurve } from '../physics/polynomial-curve.ts';
import type { DeviceArray } from './contract.ts';

/** The operators that are one kernel each, once for all devices. What they do is said in {@link Operators}. */
export abstract class KernelOperators<A extends DeviceArray> implements KernelDevice<A> {
  abstract run<Parameters, Uses extends ArrayUses>(
    kernel: Kernel<Parameters, Uses>,
    parameters: Parameters,
    arrays: ArraysOf<Uses, A>,
    run?: KernelRun,
  ): Promise<void>;

  /** Puts all values of an array into another of the same size. */
  protected abstract copy(from: A, to: A): Promise<void>;

  async applyPolynomial(curve: PolynomialCurve, values: A, out: A): Promise<void> {
    if (values !== out) await this.copy(values, out);
    await this.run(applyPolynomial, curve, { values: out });
  }

  async bridgeTrace(sinogram: A, trace: A, out: A): Promise<void> {
    await this.run(bridgeTrace, {}, { sinogram, trace, out });
  }

  async threshold(values: A, above: number, out: A): Promise<void> {
    await this.run(threshold, { above }, { values, out });
  }
}
