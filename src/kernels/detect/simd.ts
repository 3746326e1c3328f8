import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import { type DetectorPlan, detectorConstants } from '../../physics/detector-plan.ts';
import { reciprocal } from '../../physics/exact-arithmetic.ts';
import { type DetectArrays, plain } from './plain.ts';

/** 1/k of the counts k of means below 64. No word asks for more: from 130 on counts are rarer than 10⁻¹². */
const INVERSES = Float32Array.from({ length: 192 }, (_, k) => reciprocal(k));

/** Four channels at a time in WebAssembly, bit by bit as the plain twin, which runs where there is no SIMD. */
export function simd(plan: DetectorPlan, arrays: DetectArrays, part: ViewRange): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(plan, arrays, part);
    return;
  }
  const {
    signals: { data: signals, rows },
    scatter,
    lineIntegrals,
    starved,
  } = arrays;
  const { channels, rows: detectorRows, gains, seed } = plan;
  const constants = detectorConstants(plan);
  kernels.begin(
    4 * (2 * signals.length + gains.length + channels + scatter.data.length + rows + INVERSES.length) + 256,
  );
  const signalsAddress = kernels.place(signals);
  const gainsAddress = kernels.allocate(4 * gains.length + 12);
  kernels.floats(gainsAddress, gains.length).set(gains);
  const scatterAddress = kernels.place(scatter.data);
  const inversesAddress = kernels.place(INVERSES);
  const room = kernels.allocate(4 * channels + 64);
  const lineIntegralsAddress = kernels.allocate(4 * signals.length + 12);
  const starvedAddress = kernels.allocate(4 * rows);
  kernels.run.detect(
    signalsAddress,
    gainsAddress,
    scatterAddress,
    inversesAddress,
    room,
    lineIntegralsAddress,
    starvedAddress,
    rows,
    channels,
    detectorRows,
    part.from,
    seed,
    constants.photons,
    constants.photonsInverse,
    constants.electronicNoise,
    constants.neighbourShare,
    constants.leastReading,
    constants.deadReading,
    constants.outputScale,
  );
  lineIntegrals.data.set(kernels.floats(lineIntegralsAddress, signals.length));
  starved.data.set(kernels.integers(starvedAddress, rows));
}
