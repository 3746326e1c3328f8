import { fetchedPart } from '../../fetched-part.ts';
import { geometryOf } from '../../geometry/scan.ts';
import { backProjectViews } from '../../reconstruction/fbp.ts';
import { volumesPart } from '../../reconstruction/volumes-part.ts';
import type { MethodWork } from '../method.ts';

/** The sum of the filtered views; of a cone’s, Feldkamp’s algorithm, of a helix too. */
export const fbpWork: MethodWork<null> = {
  async *reconstruct(run) {
    const { operators, scan, grid, volumeGrid, views, image, viewsPerStep, control, settings, lines } = run;
    const steps = geometryOf(scan).makesVolumes
      ? (await volumesPart()).backProjectInSpace(operators, scan, volumeGrid, views, image, viewsPerStep, control)
      : backProjectViews(operators, scan, grid, views, image, viewsPerStep, control);
    for await (const step of steps) {
      yield { views: step.views };
    }
    if (!lines || settings.filter === 'none') return;
    const { addHuTerm } = await fetchedPart(
      () => import('../../reconstruction/missing-cone.ts'),
      'The part that adds Hu’s term',
    );
    const { signal } = control;
    yield* addHuTerm(operators, lines.scan, volumeGrid, lines.readings, image, signal ? { signal } : {});
  },
};
