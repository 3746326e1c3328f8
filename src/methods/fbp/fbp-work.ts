import { backProjectViews } from '../../reconstruction/fbp.ts';
import type { MethodWork } from '../method.ts';

/** The sum of the filtered views. */
export const fbpWork: MethodWork<null> = {
  async *reconstruct({ operators, scan, grid, views, image, viewsPerStep, control }) {
    for await (const step of backProjectViews(operators, scan, grid, views, image, viewsPerStep, control)) {
      yield { views: step.views };
    }
  },
};
