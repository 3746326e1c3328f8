import type { FirstWasmKernels } from '../../../compute/cpu/first-wasm-kernels.ts';
import { ABSENT } from '../turned-groups.ts';

/** Lays four views side by side: a number of each, weighted, for channel after channel. */
export type ViewInterleaver = (
  members: readonly number[],
  weightOf: (view: number) => number,
  /** Address of channel 0. */
  out: number,
  /** Bytes from one channel to the next; less than 0 lays the views backwards. */
  stride: number,
) => void;

/** Room that an interleaver takes of the kernels' memory. */
export function interleaverBytes(channels: number): number {
  return 16 * channels + 16;
}

/** An interleaver of the views of a sinogram, which works until the kernels' next task; absent views are zeros. */
export function viewInterleaver(kernels: FirstWasmKernels, views: Float32Array, channels: number): ViewInterleaver {
  const four = kernels.allocate(16 * channels);
  const weights = kernels.allocate(16);
  const fourViews = kernels.floats(four, 4 * channels);
  const fourWeights = kernels.floats(weights, 4);
  const [a, b, c, d] = [four, four + 4 * channels, four + 8 * channels, four + 12 * channels] as const;
  return (members, weightOf, out, stride) => {
    members.forEach((view, lane) => {
      const isThere = view !== ABSENT;
      fourWeights[lane] = isThere ? weightOf(view) : 0;
      if (isThere) fourViews.set(views.subarray(view * channels, (view + 1) * channels), lane * channels);
      else fourViews.fill(0, lane * channels, (lane + 1) * channels);
    });
    kernels.run.interleaveFour(a, b, c, d, weights, channels, out, stride);
  };
}
