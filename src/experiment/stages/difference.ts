import { stage } from './given.ts';
import { image, sliceOfVolume } from './image.ts';
import { grid } from './subject-and-scan.ts';
import { truth } from './truth.ts';

/** The slice that is shown less the truth. */
export const difference = stage({
  name: 'difference',
  reads: ({ experiment, isPlayed }) => ({ hasSlices: !isPlayed && (experiment.reconstruction.grid.slices ?? 1) > 1 }),
  needs: ({ hasSlices }) => ({
    image: hasSlices ? null : image,
    sliceOfVolume: hasSlices ? sliceOfVolume : null,
    truth,
    grid,
  }),
  async run({ operators, create }, _reads, { image, sliceOfVolume, truth, grid }) {
    const slice = sliceOfVolume ?? image?.image;
    if (!slice) throw new Error('a difference was asked for of no slice');
    const difference = await create(grid.rows, grid.columns);
    await operators.subtract(slice, truth, difference);
    return difference;
  },
});
