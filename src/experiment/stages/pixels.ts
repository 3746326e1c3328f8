import type { ImageGrid } from '../../geometry/grid.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import type { ImagePhantom } from '../../phantom/phantom.ts';
import type { ScannedPhantom } from '../../physics/material-parts.ts';
import { stage } from './given.ts';
import { rasterOf } from './raster-of.ts';
import { grid, subject } from './subject-and-scan.ts';

/** A phantom as an image of the mean in each pixel of a slice's grid. */
export async function inPixels(host: CpuExecutor, phantom: ScannedPhantom, grid: ImageGrid): Promise<ImagePhantom> {
  const { name, unit, fieldSizeMm } = phantom;
  const values = await rasterOf(host, phantom, grid, grid, false);
  return { kind: 'image', ...{ name, unit, fieldSizeMm, grid, values } };
}

/**
 * The phantom as pixels of the grid that it is reconstructed on. Readings of it are the projector's own, which is called the
 * inverse crime (Colton & Kress, Inverse Acoustic and Electromagnetic Scattering Theory, 1992).
 */
export const pixels = stage({
  name: 'phantom in pixels',
  phase: 'scan',
  reads: () => null,
  needs: () => ({ subject, grid }),
  async run({ host }, _reads, { subject, grid }) {
    if (subject.kind === 'measurement') throw new Error('a finished scan was to be made into pixels');
    return inPixels(host, subject, grid);
  },
});
