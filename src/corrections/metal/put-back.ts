import type { DeviceArray } from '../../compute/device.ts';
import { type Grid, gridShape } from '../../geometry/grid.ts';
import { axialCut } from '../../kernels/take-plane/plane-cut.ts';
import type { Operators } from '../../operators/contract.ts';

/** What a first image shows of metal, and where, on a grid of one slice or many. */
interface FirstImage<A extends DeviceArray> {
  readonly first: A;
  readonly mask: A;
  readonly grid: Grid;
}

/**
 * Puts the metal of a first image into another one.
 *
 * @param image on the first one's grid, or one of its slices
 */
export async function putBack<A extends DeviceArray>(
  operators: Operators<A>,
  { first, mask, grid }: FirstImage<A>,
  image: A,
  imageGrid: Grid,
): Promise<void> {
  if (image.rows === first.rows) return operators.replaceWhere(mask, first, image);
  const [, , slices] = gridShape(grid);
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreZMm = 0 } = grid;
  const slice = Math.round(((imageGrid.centreZMm ?? 0) - centreZMm) / sliceSpacingMm + (slices - 1) / 2);
  const cut = axialCut(grid, slice);
  const planes: A[] = [];
  try {
    for (const volume of [mask, first]) {
      const plane = await operators.create(cut.rows, cut.columns);
      planes.push(plane);
      await operators.takePlane(cut, volume, plane);
    }
    await operators.replaceWhere(planes[0]!, planes[1]!, image);
  } finally {
    for (const plane of planes) operators.release(plane);
  }
}
