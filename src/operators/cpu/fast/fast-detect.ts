import { type DetectorPlan, detectorConstants } from '../../../physics/detector-plan.ts';
import { reciprocal } from '../../../physics/exact-arithmetic.ts';
import { detect, type Readings } from '../detect.ts';
import { wasmKernels } from './wasm-kernels.ts';

/** 1/k of the counts k of means below 64. No word asks for more: from 130 on counts are rarer than 10⁻¹². */
const INVERSES = Float32Array.from({ length: 192 }, (_, k) => reciprocal(k));

/**
 * Line integrals as a detector gives them, four channels at a time in WebAssembly, bit by bit those of the plain twin,
 * which runs where there is no SIMD.
 *
 * @param signals 1 where nothing stands in the beam, [views × channels]
 * @param firstView the number of the first of these views in its scan, which its noise depends on
 */
export function fastDetect(plan: DetectorPlan, signals: Float32Array, firstView: number): Readings {
  const kernels = wasmKernels();
  if (!kernels) return detect(plan, signals, firstView);
  const { channels, gains, seed } = plan;
  const constants = detectorConstants(plan);
  const views = signals.length / channels;
  kernels.begin(4 * (2 * signals.length + 2 * channels + views + INVERSES.length) + 256);
  const signalsAddress = kernels.place(signals);
  const gainsAddress = kernels.allocate(4 * channels);
  kernels.floats(gainsAddress, channels).set(gains);
  const inversesAddress = kernels.place(INVERSES);
  const room = kernels.allocate(4 * channels + 64);
  const lineIntegralsAddress = kernels.allocate(4 * signals.length + 12);
  const starvedAddress = kernels.allocate(4 * views);
  kernels.run.detect(
    signalsAddress,
    gainsAddress,
    inversesAddress,
    room,
    lineIntegralsAddress,
    starvedAddress,
    views,
    channels,
    firstView,
    seed,
    constants.photons,
    constants.photonsInverse,
    constants.electronicNoise,
    constants.neighbourShare,
    constants.scatterScale,
    constants.leastReading,
    constants.deadReading,
    constants.outputScale,
  );
  return {
    lineIntegrals: kernels.floats(lineIntegralsAddress, signals.length).slice(),
    starved: Float32Array.from(kernels.integers(starvedAddress, views)),
  };
}
