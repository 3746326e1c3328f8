import type { DeviceArray, ViewRange } from '../compute/device.ts';
import { type Grid, gridShape, type PlacedGrid } from '../geometry/grid.ts';
import { detectorRowsOf, geometryOf, type Scan, scanOfRow, scanOfViews } from '../geometry/scan.ts';
import type { Operators } from './contract.ts';
import type { ProjectorModel } from './projector-model.ts';
import { putSinogram, putSlice, rowOfLowestSlice, takeSinogram, takeSlice } from './rows-apart.ts';

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
  if (scanOfRow(scan) && rowOfLowestSlice(scan, grid) !== null) {
    return { ...inRows(operators, scan, grid, all, model), ofViews };
  }
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

/** Of rays that stay in planes across the axis, each with its slice: row by row as of scans of these alone. */
function inRows<A extends DeviceArray>(
  operators: Operators<A>,
  scan: Scan,
  grid: Grid,
  all: ViewRange,
  model: ProjectorModel,
): Omit<Projector<A>, 'ofViews'> {
  const ofRow = scanOfRow(scan)!;
  const lowest = rowOfLowestSlice(scan, grid)!;
  const rows = detectorRowsOf(scan);
  const [columns, gridRows, slices] = gridShape(grid);
  const slice: PlacedGrid = { ...grid, slices: 1, centreZMm: 0 };
  const inTurn = async (work: (sinogram: A, plane: A) => Promise<void>) => {
    const sinogram = await operators.create(all.to, scan.channels);
    let plane: A | null = null;
    try {
      plane = await operators.create(gridRows, columns);
      await work(sinogram, plane);
    } finally {
      operators.release(sinogram);
      if (plane) operators.release(plane);
    }
  };
  const hasSlice = (row: number) => row >= lowest && row < lowest + slices;
  return {
    scan,
    grid,
    forward: (volume, readings, range = all) =>
      inTurn(async (sinogram, plane) => {
        for (let row = 0; row < rows; row++) {
          if (hasSlice(row)) {
            await takeSlice(operators, volume, grid, row - lowest, plane);
            await operators.scanImage(plane, slice, ofRow, sinogram, range, model);
          } else await operators.clear(sinogram);
          await putSinogram(operators, sinogram, row, readings, range);
        }
      }),
    adjoint: (readings, volume, range = all) =>
      inTurn(async (sinogram, plane) => {
        for (let index = 0; index < slices; index++) {
          const row = lowest + index;
          await operators.clear(plane);
          if (row >= 0 && row < rows) {
            await takeSinogram(operators, rows, readings, row, sinogram);
            await operators.adjointScanImage(sinogram, ofRow, slice, plane, range, model);
          }
          await putSlice(operators, plane, index, volume);
        }
      }),
  };
}
