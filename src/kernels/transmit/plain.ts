import type { HostRows } from '../../compute/kernel.ts';
import { expOfMinus } from '../../physics/exact-arithmetic.ts';
import type { TransmissionPlan } from '../../physics/transmission-plan.ts';

const f = Math.fround;

/** What a bin lets through counts from here on: below, numbers come near those that GPUs may take for 0. */
const LEAST_PART = 2 ** -120;

export interface TransmitParameters {
  readonly plan: TransmissionPlan;
  /** What these rays count in their channels. */
  readonly share: number;
}

export interface TransmitArrays {
  /** Of each material, in mm. */
  readonly paths: readonly HostRows[];
  readonly signals: HostRows;
}

/**
 * Adds what is left of the beam behind the materials to the signals, in place. Every operation is rounded to float32, so
 * that the GPU gives the same bits.
 */
export function plain(
  { plan, share }: TransmitParameters,
  { paths, signals: { data: signals } }: TransmitArrays,
): void {
  const { weights, muPerMm } = plan;
  const materials = paths.length;
  const roundedShare = f(share);
  for (let ray = 0; ray < signals.length; ray++) {
    let sum = 0;
    for (let bin = 0; bin < weights.length; bin++) {
      let depth = 0;
      for (let material = 0; material < materials; material++) {
        depth = f(depth + f(muPerMm[bin * materials + material]! * paths[material]!.data[ray]!));
      }
      const part = f(weights[bin]! * expOfMinus(Math.max(0, depth)));
      if (part >= LEAST_PART) sum = f(sum + part);
    }
    signals[ray] = f(signals[ray]! + f(sum * roundedShare));
  }
}
