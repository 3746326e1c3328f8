import { placeOf, type VolumeLook, voxelAt } from '../../../experiment/volume-look.ts';
import { type Grid, gridShape } from '../../../geometry/grid.ts';
import type { Coordinate, LookStop, LookStops, Place, PlaneKind } from '../../views/planes.ts';

/** The same look with its planes through the middles of voxels, within the volume. */
export function snapped(grid: Grid, look: VolumeLook): VolumeLook {
  return { ...look, ...placeOf(grid, voxelAt(grid, look)) };
}

/** At a voxel along one axis, by its number. */
export function lookAtStop(grid: Grid, look: VolumeLook, stop: LookStop, at: number): VolumeLook {
  return { ...look, ...placeOf(grid, { ...voxelAt(grid, look), [stop]: at }) };
}

/** So many voxels farther along an axis, as far as there are any. */
export function steppedAlong(grid: Grid, look: VolumeLook, along: Coordinate, steps: number): VolumeLook {
  return snapped(grid, { ...look, [along]: look[along] + steps * spacingMm(grid, along) });
}

/** At the end of an axis: the lowest voxel, or the highest. */
export function atEndOf(grid: Grid, look: VolumeLook, { along }: PlaneKind, isHighest: boolean): VolumeLook {
  return snapped(grid, { ...look, [along]: isHighest ? Number.MAX_VALUE : -Number.MAX_VALUE });
}

/** Where the look stands, and how far it can go. */
export function stopsOf(grid: Grid, look: VolumeLook): LookStops {
  const [columns, rows, slices] = gridShape(grid);
  const { column, row, slice } = voxelAt(grid, look);
  return {
    slice: { at: slice, count: slices },
    row: { at: row, count: rows },
    column: { at: column, count: columns },
  };
}

/** How thick slabs can be made, and in which steps. */
export interface SlabSteps {
  readonly stepMm: number;
  readonly mostMm: number;
}

/** Steps of a round length, a voxel at least, up to the longest side of the volume. */
export function slabSteps(grid: Grid): SlabSteps {
  const sides = sidesMm(grid);
  const finest = Math.min(grid.pixelSizeMm, spacingMm(grid, 'zMm'));
  const power = 10 ** Math.floor(Math.log10(finest));
  // Rounding may leave a tenth a hair below itself.
  const stepMm = Number(
    (power * [1, 2, 5, 10].find((factor) => factor * power >= finest * (1 - 1e-9))!).toPrecision(6),
  );
  return { stepMm, mostMm: stepMm * Math.ceil(Math.max(...Object.values(sides)) / stepMm - 1e-9) };
}

/** How long the volume is along each axis. */
export function sidesMm(grid: Grid): Place {
  const [columns, rows, slices] = gridShape(grid);
  return {
    xMm: columns * grid.pixelSizeMm,
    yMm: rows * grid.pixelSizeMm,
    zMm: slices * spacingMm(grid, 'zMm'),
  };
}

/** From voxel to voxel. */
function spacingMm({ pixelSizeMm, sliceSpacingMm = pixelSizeMm }: Grid, along: Coordinate): number {
  return along === 'zMm' ? sliceSpacingMm : pixelSizeMm;
}
