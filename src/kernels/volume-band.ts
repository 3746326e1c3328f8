import { uniform } from '../compute/gpu/gpu-kernel.ts';
import { VolumeBand } from '../compute/gpu/struct-layouts.ts';

/** Which rows of an array `volume` the bound buffer holds. */
export const volumeBandUniform = uniform(VolumeBand, ({ bands: { volume } }) => ({
  firstRow: volume!.firstRow,
  endRow: volume!.firstRow + volume!.rows,
}));
