import { squareGrid } from '../../geometry/grid.ts';
import { scanOf } from '../experiment.ts';
import { plan, source, stage } from './given.ts';

/** What the experiment is about. */
export const subject = source({ name: 'subject', of: ({ subject }) => subject });

/** The scan as the reconstruction takes it to be, before corrections. */
export const scan = plan({
  name: 'scan',
  reads: ({ experiment }) => experiment.scan,
  needs: () => ({ subject }),
  make: (scan, { subject }) => scanOf({ scan }, subject),
});

export const grid = plan({
  name: 'grid',
  reads: ({ experiment }) => experiment.reconstruction.grid,
  needs: () => ({}),
  make: ({ pixels, pixelSizeMm }) => squareGrid(pixels, pixelSizeMm),
});

/** A phantom that is a picture, where it is scanned. */
export const picture = stage({
  name: 'picture',
  phase: 'scan',
  reads: () => null,
  needs: () => ({ subject }),
  async run({ operators, own }, _reads, { subject }) {
    if (subject.kind !== 'image') throw new Error(`a picture was asked for of a subject of ${subject.kind}`);
    const { values, grid } = subject;
    return own(await operators.upload(values, grid.rows, grid.columns));
  },
});
