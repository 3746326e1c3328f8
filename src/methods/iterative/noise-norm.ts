import type { DeviceArray } from '../../compute/device.ts';
import type { Algebra } from '../../operators/algebra.ts';
import type { Operators } from '../../operators/contract.ts';
import type { Counting } from './problem.ts';

/**
 * ‖noise‖ that readings are expected to have, or ‖√W·noise‖ where they are weighed by their counts: a line integral p with
 * I/I₀ = e^(−c·p), which N₀ photons make, has the variance e^(c·p)/(N₀c²), and with it (σ·e^(c·p)/(N₀c))² of the electronics,
 * whose standard deviation is σ photons. `null` where nothing was counted.
 */
export async function expectedNoiseNorm<A extends DeviceArray>(
  operators: Operators<A>,
  algebra: Algebra<A>,
  readings: A,
  { photons, electronicNoise, signalFactor }: Counting,
  isWeighted: boolean,
): Promise<number | null> {
  if (photons === null || signalFactor === null) return null;
  // A reading's weight is 1/variance, as a part of 1/(N₀c²).
  if (isWeighted) return Math.sqrt((readings.rows * readings.columns) / photons) / signalFactor;
  const inverse = await operators.create(readings.rows, readings.columns);
  try {
    await algebra.copy(inverse, readings);
    await algebra.exponential(inverse, signalFactor);
    const byCounting = await algebra.sum(inverse);
    const byElectronics = electronicNoise === 0 ? 0 : electronicNoise ** 2 * (await algebra.squaredNorm(inverse));
    return Math.sqrt((byCounting + byElectronics / photons) / photons) / signalFactor;
  } finally {
    operators.release(inverse);
  }
}
