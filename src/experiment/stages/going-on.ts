import { METHODS } from '../../methods/registry.ts';
import { source, stage, wayOf } from './given.ts';
import { endingOf, iteratedImage } from './iterated-image.ts';
import { begun, ofIterations } from './iterations.ts';

const presentImage = source({
  name: 'image on screen',
  of: ({ goesOnFrom }) => {
    if (!goesOnFrom) throw new Error('no image was given to go on from');
    return goesOnFrom;
  },
});

/**
 * Iterations that go on from an image that is there, instead of their start. What they come to depends on what has been on
 * screen, so that they are shown and never kept: the image of an experiment is that of its iterations from the start.
 */
export const goingOn = stage({
  name: 'iterations from the image on screen',
  phase: 'back-project',
  reads: (given) => ({
    iterated: ofIterations.reads(given),
    ending: endingOf(METHODS.get(wayOf(given).method), given.experiment.reconstruction),
  }),
  needs: ({ iterated }) => ({ ...ofIterations.needs(iterated), from: presentImage }),
  async *run(context, { iterated, ending }, { from, ...needs }) {
    const iterating = await begun(context, iterated, needs, from);
    const steps = iteratedImage(context, ending ?? {}, iterating, needs.wholeGrid);
    try {
      for (;;) {
        const { value, done } = await steps.next();
        if (done) return { ...value, iterating };
        yield { ...value, soFar: { ...value.soFar!, iterating } };
      }
    } finally {
      // Nobody goes on with these.
      await iterating.endTry();
    }
  },
});
