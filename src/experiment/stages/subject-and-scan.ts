import { type Grid, gridShape, sliceCentreMm, squareGrid } from '../../geometry/grid.ts';
import { METHODS } from '../../methods/registry.ts';
import { scanOf, volumeGridOf } from '../experiment.ts';
import { isScannedInSpace, solidsOf } from '../object-in-space.ts';
import { plan, source, stage, wayOf } from './given.ts';

/** What the experiment is about. */
export const subject = source({ name: 'subject', of: ({ subject }) => subject });

/** The scan as the reconstruction takes it to be, before corrections. */
export const scan = plan({
  name: 'scan',
  reads: ({ experiment: { scan, measurement } }) => ({ scan, measurement }),
  needs: () => ({ subject }),
  make: (settings, { subject }) => scanOf(settings, subject),
});

export const grid = plan({
  name: 'grid',
  reads: ({ experiment }) => experiment.reconstruction.grid,
  needs: () => ({}),
  make: ({ pixels, pixelSizeMm }) => squareGrid(pixels, pixelSizeMm),
});

/** The grid of all slices. */
export const wholeGrid = plan({
  name: 'grid of all slices',
  reads: ({ experiment }) => volumeGridOf(experiment),
  needs: () => ({}),
  make: (grid): Grid => grid,
});

/** The grid of all slices that are made. Of a volume that is played and not looked into, the one that is shown grows alone. */
export const volumeGrid = plan({
  name: 'grid of the volume',
  reads: (given) => ({ isSlice: given.isPlayed && !given.look && !METHODS.get(wayOf(given).method).iterates }),
  needs: () => ({ wholeGrid }),
  make: ({ isSlice }, { wholeGrid: grid }): Grid =>
    isSlice ? { ...grid, slices: 1, centreZMm: shownHeightMm(grid) } : grid,
});

/** The slice of a volume that is shown: the middle one, of an even number the upper of both. */
export function shownSliceOf(grid: Grid): number {
  const [, , slices] = gridShape(grid);
  return slices >> 1;
}

/** z of the slice that is shown. */
export function shownHeightMm(grid: Grid): number {
  return (grid.centreZMm ?? 0) + sliceCentreMm(grid, shownSliceOf(grid));
}

/** The phantom as rays in space see it. */
export const solids = plan({
  name: 'solids',
  reads: () => null,
  needs: () => ({ subject, scan }),
  make: (_reads, { subject, scan }) => {
    if (subject.kind !== 'shapes' && subject.kind !== 'solids') {
      throw new Error(`solids were asked for of a subject of ${subject.kind}`);
    }
    return solidsOf(subject, scan);
  },
});

/** A phantom that is a picture, where it is scanned; for rays that leave its slice, all of its volume. */
export const picture = stage({
  name: 'picture',
  phase: 'scan',
  reads: ({ subject, experiment }) => ({ isInSpace: isScannedInSpace(subject, experiment.scan) }),
  needs: () => ({ subject }),
  async run({ operators, own }, { isInSpace }, { subject }) {
    if (subject.kind !== 'image') throw new Error(`a picture was asked for of a subject of ${subject.kind}`);
    const { values, grid } = (isInSpace && subject.volume) || subject;
    return own(await operators.upload(values, values.length / grid.columns, grid.columns));
  },
});
