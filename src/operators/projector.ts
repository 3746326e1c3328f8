import type { DeviceArray, ViewRange } from '../compute/device.ts';
import { type Grid, gridShape, type PlacedGrid } from '../geometry/grid.ts';
import { detectorRowsOf, geometryOf, type Scan, scanOfViews } from '../geometry/scan.ts';
import type { Operators } from './contract.ts';
import type { ProjectorModel } from './projector-model.ts';

/**
 * The matrix A of a scan and a grid, and its transpose: what iterative methods are written over. A(ray, pixel) is what a
 * model counts the pixel for in the ray's line integral, in mm (`ProjectorModel`). Neither of the two weighs anything: ⟨Ax, y⟩ = ⟨x, Aᵀy⟩ but for
 * rounding.
 */
export interface Projector<A extends DeviceArray = DeviceArray> {
  readonly scan: Scan;
  readonly grid: Grid;
  /**
   * readings = A·image, in the views of the range alone; all of them where it is left out.
   *
   * @param image [rows, columns], or a volume [slices · rows, columns]
   * @param readings [views · detector rows, channels] of the whole scan
   */
  forward(image: A, readings: A, range?: ViewRange): Promise<void>;
  /**
   * image = Aᵀ·readings, the sum over the views of the range alone; what stood in the image is overwritten. What is to be
   * added to an image is added by `Operators.adjointScanImage` and `adjointScanVolume`, which this goes by, without another
   * array.
   */
  adjoint(readings: A, image: A, range?: ViewRange): Promise<void>;
  /** The rows of A that belong to some views, in the order given, as a projector of its own. Keep it: it has its own tables. */
  ofViews(views: readonly number[]): Projector<A>;
}

/** A matrix and its transpose, of whatever. */
export type Matrix<A extends DeviceArray = DeviceArray> = Pick<Projector<A>, 'forward' | 'adjoint'>;

/** @param grid of the image or volume; it may stand elsewhere than about the axis */
export function projector<A extends DeviceArray>(
  operators: Operators<A>,
  scan: Scan,
  grid: Grid,
  model: ProjectorModel = 'joseph',
): Projector<A> {
  const all: ViewRange = { from: 0, to: scan.anglesRad.length };
  const [, , slices] = gridShape(grid);
  const ofViews = (views: readonly number[]) => projector(operators, scanOfViews(scan, views), grid, model);
  if (slices > 1 || geometryOf(scan).makesVolumes) return { ...inSpace(operators, scan, grid, all, model), ofViews };
  const slice = grid as PlacedGrid;
  return {
    ...{ scan, grid, ofViews },
    forward: (image, readings, range = all) => operators.scanImage(image, slice, scan, readings, range, model),
    async adjoint(readings, image, range = all) {
      await operators.clear(image);
      await operators.adjointScanImage(readings, scan, slice, image, range, model);
    },
  };
}

function inSpace<A extends DeviceArray>(
  operators: Operators<A>,
  scan: Scan,
  grid: Grid,
  all: ViewRange,
  model: ProjectorModel,
): Omit<Projector<A>, 'ofViews'> {
  const rows = detectorRowsOf(scan);
  return {
    scan,
    grid,
    forward: (volume, readings, { from, to } = all) =>
      operators.scanVolume(volume, grid, scan, readings, { from: from * rows, to: to * rows }, model),
    async adjoint(readings, volume, range = all) {
      await operators.clear(volume);
      await operators.adjointScanVolume(readings, scan, grid, volume, range, model);
    },
  };
}
