import type { DeviceArray } from '../../compute/device.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { PlanesStep } from '../../experiment/run-steps.ts';
import { whyOnNoScale, wordOfNoScale } from '../../experiment/slice-scale.ts';
import { placeOf, type VolumeLook, voxelAt, voxelsThrough } from '../../experiment/volume-look.ts';
import { columnCentreMm, type Grid, gridShape, rowCentreMm, sliceCentreMm } from '../../geometry/grid.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import { playedMethod } from '../../methods/registry.ts';
import { fixedText, plainText } from '../../number-text.ts';
import { type AxisDescription, axisThroughCentres } from '../panes/axis-description.ts';
import { sliceScale, unfilteredScale } from './display-units.ts';
import type { Picture, ViewContext } from './view.ts';

/** The axes of a volume as a pane shows them: x and y to the right, y and z upwards. */
export const volumeAxes = {
  x: (grid: Grid) => {
    const first = (grid.centreXMm ?? 0) + columnCentreMm(grid, 0);
    return axisThroughCentres('x', 'mm', { first, step: grid.pixelSizeMm, count: grid.columns });
  },
  y: (grid: Grid) => {
    const first = (grid.centreYMm ?? 0) + rowCentreMm(grid, grid.rows - 1);
    return axisThroughCentres('y', 'mm', { first, step: grid.pixelSizeMm, count: grid.rows });
  },
  yDown: (grid: Grid) => {
    const first = (grid.centreYMm ?? 0) + rowCentreMm(grid, 0);
    return axisThroughCentres('y', 'mm', { first, step: -grid.pixelSizeMm, count: grid.rows });
  },
  zDown: (grid: Grid) => {
    const [, , slices] = gridShape(grid);
    const { sliceSpacingMm = grid.pixelSizeMm, centreZMm = 0 } = grid;
    const first = centreZMm + sliceCentreMm(grid, slices - 1);
    return axisThroughCentres('z', 'mm', { first, step: -sliceSpacingMm, count: slices });
  },
};

/** Where a plane lies, for the line over its pane: `z = 3.5 mm`, and how thick it is. */
export function whereText(grid: Grid, look: VolumeLook, axis: 'x' | 'y' | 'z'): string {
  const voxel = voxelAt(grid, look);
  const place = placeOf(grid, voxel)[`${axis}Mm`];
  const [spacing, at, count] = {
    x: [grid.pixelSizeMm, voxel.column, grid.columns] as const,
    // Counted as the slider runs, along y.
    y: [grid.pixelSizeMm, grid.rows - 1 - voxel.row, grid.rows] as const,
    z: [grid.sliceSpacingMm ?? grid.pixelSizeMm, voxel.slice, grid.slices ?? 1] as const,
  }[axis];
  const planes = planesOfSlab(at, voxelsThrough(look.thicknessMm, spacing), count);
  const kind = look.reduce === 'max' ? 'maximum of' : 'mean of';
  const slab = planes > 1 ? `, ${kind} ${Number((planes * spacing).toPrecision(3))} mm` : '';
  return `${axis} = ${plainText(Number(place.toFixed(2)))} mm${slab} · ${at + 1}/${count}`;
}

/** Why a scan has nothing to show in planes of a volume. */
export function whyNoVolumeSeen({ experiment }: ViewContext): string | null {
  return geometryNamed(experiment.scan.geometry).makesVolumes ? null : 'This scan makes one slice.';
}

/** Of a slab that ends with the volume, what is within. */
function planesOfSlab(at: number, thickness: number, count: number): number {
  const first = at - Math.floor(thickness / 2);
  return Math.min(count, first + thickness) - Math.max(0, first);
}

type Place = ReturnType<typeof placeOf>;
/** Of the two axes of a plane across x, y or z. */
const placeIn: Readonly<Record<'x' | 'y' | 'z', (across: number, up: number, place: Place) => Place>> = {
  x: (across, up, { xMm }) => ({ xMm, yMm: across, zMm: up }),
  y: (across, up, { yMm }) => ({ xMm: across, yMm, zMm: up }),
  z: (across, up, { zMm }) => ({ xMm: across, yMm: up, zMm }),
};

/** Of a volume that grows, how many views are in it instead of which plane of how many, and by what it does where not by its method. */
function noteOf({ growth }: PlanesStep, where: string, { reconstruction }: Experiment, preview?: string): string {
  if (!growth) return preview ? `${where} · ${preview}` : where;
  const { method } = reconstruction;
  const [place] = where.split(' · ');
  if ('iterations' in reconstruction) {
    const made = growth.views < growth.of ? `iteration ${growth.views} of ${growth.of}` : null;
    return [place, made, preview].filter(Boolean).join(' · ');
  }
  const played = playedMethod(method, true);
  const by = played.name === method ? '' : `, played by ${played.words.short}`;
  return [place, `${growth.views} of ${growth.of} views${by}`, preview].filter(Boolean).join(' · ');
}

/** A plane through a volume, shown as slices are. */
export function planePicture(
  step: PlanesStep,
  array: DeviceArray,
  axis: 'x' | 'y' | 'z',
  axes: { readonly horizontal: AxisDescription; readonly vertical: AxisDescription },
  { experiment, preview, unit, spanOf }: ViewContext,
): Picture {
  const isPlain = whyOnNoScale(experiment) !== null;
  const window = isPlain ? 'unfiltered' : 'slice';
  const span = spanOf(window);
  const where = whereText(step.volumeGrid, step.look, axis);
  const share = step.growth?.share ?? 1;
  const place = placeOf(step.volumeGrid, voxelAt(step.volumeGrid, step.look));
  return {
    array,
    ...axes,
    acrossMm: place[`${axis}Mm`],
    values: isPlain
      ? unfilteredScale(span, share, wordOfNoScale(experiment))
      : sliceScale(unit, span, step.waterMuPerMm, share),
    window,
    // What is on no scale needs a window that follows it, and what has no window of its own, once it is whole; one of the
    // planes tells.
    setsWindow: axis === 'z' && (isPlain || share === 1),
    // Another plane of the same volume is seen in the same window.
    ...(!isPlain && { windowOf: step.volume }),
    share,
    place: ({ horizontalValue, verticalValue }) => {
      const { xMm, yMm, zMm } = placeIn[axis](horizontalValue, verticalValue, place);
      return `x ${fixedText(xMm, 1)}, y ${fixedText(yMm, 1)}, z ${fixedText(zMm, 1)} mm`;
    },
    description: `${array.rows} × ${array.columns} voxels at ${where}`,
    note: noteOf(step, where, experiment, preview?.slice),
    grid: null,
    scan: null,
    waterMuPerMm: step.waterMuPerMm,
  };
}
