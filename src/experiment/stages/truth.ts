import { split } from '../../compute/cpu/task-executor.ts';
import { type Grid, rowCentreMm } from '../../geometry/grid.ts';
import type { ImagePhantom } from '../../phantom/phantom.ts';
import { layerOf, withoutVolume } from '../../phantom/volume-image.ts';
import { isScannedInSpace } from '../object-in-space.ts';
import { physicsOf, stage } from './given.ts';
import { beam } from './physics.ts';
import { grid, shownHeightMm, subject, volumeGrid } from './subject-and-scan.ts';

/** More would be seen when they are put together. */
const PIXELS_PER_RASTER_PART = 2 ** 20;

/** The phantom on the grid of the slice that is shown, as the beam sees it, float32 [rows × columns], shared out over the host's lanes. */
export const raster = stage({
  name: 'raster',
  reads: (given) => {
    const { experiment, subject } = given;
    return { hasBeam: physicsOf(given) !== null, isInSpace: isScannedInSpace(subject, experiment.scan) };
  },
  needs: ({ hasBeam }) => ({ subject, grid, volumeGrid, beam: hasBeam ? beam : null }),
  async run({ host }, { isInSpace }, { subject, grid, volumeGrid, beam }) {
    const phantom = beam?.truth ?? subject;
    if (phantom.kind === 'measurement') throw new Error('a raster was asked for of a finished scan');
    // Of a volume, the slice that is shown.
    const slice = { ...volumeGrid, slices: 1, centreZMm: shownHeightMm(volumeGrid) };
    const flat = phantom.kind === 'image' ? imageIn(phantom, isInSpace ? slice : null) : null;
    const values = new Float32Array(grid.rows * grid.columns);
    const parts = Math.max(host.lanes, Math.ceil(values.length / PIXELS_PER_RASTER_PART));
    await Promise.all(
      split(0, grid.rows, parts).map(async ({ from, to }) => {
        const block =
          phantom.kind === 'solids'
            ? await host.run('rasterSolids', phantom, rowsOf(slice, from, to), 0, 1)
            : phantom.kind === 'shapes'
              ? await host.run('rasterShapes', phantom, grid, from, to)
              : await host.run('rasterImage', flat!, grid, from, to);
        values.set(block, from * grid.columns);
      }),
    );
    return values;
  },
});

/** An image as it is in a slice of a volume; where there is none, the image itself. */
function imageIn(phantom: ImagePhantom, slice: Grid | null): ImagePhantom {
  if (!slice || !phantom.volume) return withoutVolume(phantom);
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreZMm = 0 } = slice;
  return layerOf(phantom, phantom.volume, centreZMm, sliceSpacingMm);
}

/** Some rows of a slice as a grid of their own. */
function rowsOf(slice: Grid, from: number, to: number): Grid {
  return { ...slice, rows: to - from, centreYMm: rowCentreMm(slice, (from + to - 1) / 2) };
}

/** The raster on the device. */
export const truth = stage({
  name: 'truth',
  reads: () => null,
  needs: () => ({ raster, grid }),
  async run({ operators, own }, _reads, { raster, grid }) {
    return own(await operators.upload(raster, grid.rows, grid.columns));
  },
});
