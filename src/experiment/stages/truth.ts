import { isScannedInSpace } from '../object-in-space.ts';
import { physicsOf, stage } from './given.ts';
import { beam } from './physics.ts';
import { rasterOf } from './raster-of.ts';
import { grid, shownHeightMm, subject, volumeGrid } from './subject-and-scan.ts';

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
    return rasterOf(host, phantom, grid, slice, isInSpace);
  },
});

/** The raster on the device. */
export const truth = stage({
  name: 'truth',
  reads: () => null,
  needs: () => ({ raster, grid }),
  async run({ operators, own }, _reads, { raster, grid }) {
    return own(await operators.upload(raster, grid.rows, grid.columns));
  },
});
