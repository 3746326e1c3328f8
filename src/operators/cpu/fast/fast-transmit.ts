import type { TransmissionPlan } from '../../../physics/transmission-plan.ts';
import { transmit } from '../transmit.ts';
import { wasmKernels } from './wasm-kernels.ts';

/**
 * Signals and what is left of the beam behind the materials, float32 [views × channels], four rays at a time in
 * WebAssembly, bit by bit those of the plain twin, which runs where there is no SIMD.
 *
 * @param paths of each material, in mm, [views × channels]
 * @param share what these rays count in their channels
 * @param before the signals so far
 */
export function fastTransmit(
  plan: TransmissionPlan,
  paths: readonly Float32Array[],
  share: number,
  before: Float32Array,
): Float32Array<ArrayBuffer> {
  const kernels = wasmKernels();
  if (!kernels) return transmit(plan, paths, share, before);
  const { weights, muPerMm } = plan;
  const rays = Math.ceil(before.length / 4) * 4;
  kernels.begin(4 * (rays * (paths.length + 1) + weights.length + muPerMm.length));
  const weightsAddress = kernels.place(weights);
  const muAddress = kernels.place(muPerMm);
  const pathsAddress = kernels.allocate(4 * rays * paths.length);
  for (const [material, path] of paths.entries()) {
    kernels.floats(pathsAddress + 4 * rays * material, path.length).set(path);
  }
  const signalsAddress = kernels.allocate(4 * rays);
  const signals = kernels.floats(signalsAddress, before.length);
  signals.set(before);
  kernels.run.transmit(
    weightsAddress,
    muAddress,
    weights.length,
    paths.length,
    pathsAddress,
    rays,
    share,
    signalsAddress,
  );
  return signals.slice();
}
