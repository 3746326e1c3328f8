import { gridShape } from '../../geometry/grid.ts';
import type { ReadingWeights } from '../../geometry/reading-weights.ts';
import { geometryOf, type Scan } from '../../geometry/scan.ts';
import { backProjectVolume } from '../../reconstruction/fdk.ts';
import type { MethodWork } from '../method.ts';

interface ShiftAndAddPlan {
  readonly weights: ReadingWeights;
  readonly alike: Scan;
}

export const plan: NonNullable<MethodWork<ShiftAndAddPlan>['plan']> = ({ scan, volumeGrid }) => {
  const { focusing } = geometryOf(scan);
  if (!focusing) throw new Error(`a scan of the geometry ${scan.geometry} has nothing to be shifted and added`);
  const [, , slices] = gridShape(volumeGrid);
  const { weights, scan: alike } = focusing.shiftAndAdd(
    scan,
    slices * (volumeGrid.sliceSpacingMm ?? volumeGrid.pixelSizeMm),
  );
  return { weights, alike };
};

/** Where a view sees a place is how far it is shifted and scaled for the place's slice, so that a back-projection adds it up. */
export const reconstruct: MethodWork<ShiftAndAddPlan>['reconstruct'] = async function* (run) {
  const { operators, plan, volumeGrid, views, image, control } = run;
  const weighted = await operators.create(views.rows, views.columns);
  try {
    const step = operators.viewsPerStep('filter', views.columns);
    for (let from = 0; from < views.rows; from += step) {
      const range = { from, to: Math.min(views.rows, from + step) };
      await operators.weightReadings(plan.weights, views, weighted, range);
      yield {};
    }
    for await (const { views: added } of backProjectVolume(
      operators,
      plan.alike,
      volumeGrid,
      weighted,
      image,
      undefined,
      control,
    )) {
      yield { views: added };
    }
  } finally {
    operators.release(weighted);
  }
};
