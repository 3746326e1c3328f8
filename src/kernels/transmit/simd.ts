import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import { plain, type TransmitArrays, type TransmitParameters } from './plain.ts';

/** Four rays at a time in WebAssembly, bit by bit as the plain twin, which runs where there is no SIMD. */
export function simd(parameters: TransmitParameters, arrays: TransmitArrays): void {
  const kernels = wasmKernels();
  if (!kernels) {
    plain(parameters, arrays);
    return;
  }
  const { plan, share } = parameters;
  const { weights, muPerMm } = plan;
  const {
    paths,
    signals: { data },
  } = arrays;
  const rays = Math.ceil(data.length / 4) * 4;
  kernels.begin(4 * (rays * (paths.length + 1) + weights.length + muPerMm.length));
  const weightsAddress = kernels.place(weights);
  const muAddress = kernels.place(muPerMm);
  const pathsAddress = kernels.allocate(4 * rays * paths.length);
  for (const [material, path] of paths.entries()) {
    kernels.floats(pathsAddress + 4 * rays * material, data.length).set(path.data);
  }
  const signalsAddress = kernels.allocate(4 * rays);
  const signals = kernels.floats(signalsAddress, data.length);
  signals.set(data);
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
  data.set(signals);
}
