import type { DeviceArray } from '../../compute/device.ts';
import { gridShape, type ImageGrid } from '../../geometry/grid.ts';
import { detectorRowsOf, geometryOf, scanOfAlikeViews } from '../../geometry/scan.ts';
import { algebra } from '../../operators/algebra.ts';
import type { Operators } from '../../operators/contract.ts';
import type { Projector } from '../../operators/projector.ts';
import type { SetValues } from '../../spec-settings.ts';

/**
 * The projector as it is, or, where the settings say so, with the back-projection that FBP uses in the place of its transpose:
 * every pixel takes from each view what stands between the two channels that see it. The two are no pair any more, and what
 * comes of iterations is another matter (Zeng & Gullberg, IEEE Trans. Med. Imaging 19:548, 2000, doi 10.1109/42.870265).
 */
export function pairOf<A extends DeviceArray>(
  operators: Operators<A>,
  projector: Projector<A>,
  { transpose = 'exact' }: SetValues,
): Projector<A> {
  return transpose === 'back-projection' ? unmatched(operators, projector) : projector;
}

/** Its back-projection weighs no view and no distance, and is scaled to have the sum of the transpose over all pixels. */
function unmatched<A extends DeviceArray>(operators: Operators<A>, projector: Projector<A>): Projector<A> {
  const { grid } = projector;
  const scan = scanOfAlikeViews(projector.scan);
  const [, , slices] = gridShape(grid);
  const isInSpace = slices > 1 || geometryOf(scan).makesVolumes;
  const views = { from: 0, to: scan.anglesRad.length };
  const { fill, scale, sum } = algebra(operators);
  const backProject = async (readings: A, image: A) => {
    await operators.clear(image);
    if (isInSpace) await operators.backProjectVolume(readings, scan, grid, image, views, { from: 0, to: slices });
    else await operators.backProject(readings, scan, grid as ImageGrid, image, views);
  };
  let factor: Promise<number> | null = null;
  const scaleOf = async (image: A) => {
    const ones = await operators.create(views.to * detectorRowsOf(scan), scan.channels);
    try {
      await fill(ones, 1);
      await backProject(ones, image);
      const own = await sum(image);
      await projector.adjoint(ones, image);
      return own > 0 ? (await sum(image)) / own : 0;
    } finally {
      operators.release(ones);
    }
  };
  return {
    ...projector,
    async adjoint(readings, image) {
      factor ??= scaleOf(image);
      const scaled = await factor.catch((error) => {
        factor = null;
        throw error;
      });
      await backProject(readings, image);
      await scale(image, scaled);
    },
    ofViews: (some) => unmatched(operators, projector.ofViews(some)),
  };
}
