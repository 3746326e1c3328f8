import { fetchedPart } from '../../../../fetched-part.ts';
import { METHODS } from '../../../../methods/registry.ts';
import type { Analysis } from '../analysis.ts';
import type { ConvergenceAxis } from './convergence-axis.ts';

function convergenceOver(
  axis: ConvergenceAxis,
  { name, title, hint }: Pick<Analysis, 'name' | 'title' | 'hint'>,
): Analysis {
  return {
    ...{ name, title, hint, comparesKept: true },
    whyNot: ({ experiment, result, lanes }) => {
      if ([result, ...[...lanes.values()].map((of) => of.result)].some(({ iterations }) => iterations)) return null;
      const { short } = METHODS.get(experiment.reconstruction.method).words;
      return `${short} makes its image in one go. Choose a method that iterates, such as SIRT, under Reconstruction.`;
    },
    measure: async (context, signal) => {
      const { measureConvergence } = await fetchedPart(() => import('./measure.ts'));
      return measureConvergence(context, axis, signal);
    },
    grow: async () => {
      const { describeConvergence } = await fetchedPart(() => import('./describe.ts'));
      return (runs, curves) => describeConvergence(runs, axis, curves);
    },
  };
}

/** How a method that iterates comes nearer, iteration by iteration. */
export const convergence = convergenceOver('iterations', {
  name: 'convergence',
  title: 'Convergence',
  hint: 'residual, change and error over the iterations of a method, and of those that were kept',
});

/** The same over the time that it took. */
export const convergenceInTime = convergenceOver('seconds', {
  name: 'convergence-in-time',
  title: 'Convergence over time',
  hint: 'residual, change and error over the time that the iterations took, and of those that were kept',
});
