import { settingsFor } from '../../methods/method.ts';
import { METHODS } from '../../methods/registry.ts';
import type { Results } from '../../pipeline/stage.ts';
import { stage, wayOf } from './given.ts';
import { linesIn, linesNeeds, linesScan } from './lines.ts';
import { slicesPart } from './slices-part.ts';
import { grid } from './subject-and-scan.ts';

/** How each slice is made of the sinogram of its row: as of a scan of that row alone, to the last bit. */
const wayOfSlices = stage({
  name: 'way of the slices',
  reads: (given) => {
    const { method, filters, refines } = wayOf(given);
    const { filter, cutoff } = given.experiment.reconstruction;
    const settings = settingsFor(METHODS.get(method), { ...given.experiment.reconstruction });
    return { method, filters, refines, filter, cutoff, settings };
  },
  needs: () => ({ linesScan, grid }),
  run: async (_context, reads, needs) => (await slicesPart()).planSlices(reads, needs),
});

/** What slices are made of that are made one by one. */
export const slicesNeeds = (way: Parameters<typeof linesNeeds>[0]) => ({ wayOfSlices, linesScan, ...linesNeeds(way) });
export type SlicesGiven = Results<ReturnType<typeof slicesNeeds>>;

/** The same as values. */
export const slicesIn = ({ wayOfSlices: way, linesScan, ...given }: SlicesGiven) => ({
  ...{ way, linesScan },
  readings: linesIn(given),
});
