import type { DeviceArray, ViewRange } from '../compute/device.ts';
import type { RebinPlan } from '../kernels/rebin/rebin-plan.ts';
import type { Operators } from '../operators/contract.ts';
import type { FbpStep } from './fbp.ts';

/** Rebins a whole sinogram. Yields after every step. */
export async function* rebinToParallel<A extends DeviceArray>(
  operators: Operators<A>,
  plan: RebinPlan,
  sinogram: A,
  out: A,
): AsyncGenerator<FbpStep, void, void> {
  const { mix, scan } = plan;
  const even = mix ? await operators.create(scan.anglesRad.length, scan.channels) : sinogram;
  try {
    if (mix) {
      for (const range of stepsOf(operators, even)) {
        await operators.mixViews(mix, sinogram, even, range);
        yield { stage: 'filter', views: 0 };
      }
    }
    for (const range of stepsOf(operators, out)) {
      await operators.rebin(plan, even, out, range);
      yield { stage: 'filter', views: range.to };
    }
  } finally {
    if (even !== sinogram) operators.release(even);
  }
}

function* stepsOf(operators: Operators, { rows, columns }: DeviceArray): Generator<ViewRange> {
  const step = operators.viewsPerStep('filter', columns);
  for (let from = 0; from < rows; from += step) yield { from, to: Math.min(rows, from + step) };
}
