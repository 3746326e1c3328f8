import { type Grid, gridShape } from '../geometry/grid.ts';
import type { ImagePhantom, VolumeOfImage } from './phantom.ts';

/** Slices that were made of volumes, so that what is kept by identity is found again. */
const flats = new WeakMap<ImagePhantom, ImagePhantom>();

/** An image without the volume that it is a slice of: what goes to lanes, and all that a scan of a slice sees. */
export function withoutVolume(phantom: ImagePhantom): ImagePhantom {
  if (!phantom.volume) return phantom;
  let flat = flats.get(phantom);
  if (!flat) {
    const { volume: _, ...rest } = phantom;
    flat = rest;
    flats.set(phantom, flat);
  }
  return flat;
}

/** How high a volume is along the axis. */
export function volumeHeightMm({ slices = 1, pixelSizeMm, sliceSpacingMm = pixelSizeMm }: Grid): number {
  return slices * sliceSpacingMm;
}

/**
 * The mean of a volume over a layer across the axis, its slices taken as layers of constant value, 0 above and below them:
 * an image of that mean.
 *
 * @param zMm of the layer's middle
 * @param thicknessMm above 0
 */
export function layerOf(phantom: ImagePhantom, volume: VolumeOfImage, zMm: number, thicknessMm: number): ImagePhantom {
  const { grid, values } = volume;
  const [columns, rows, slices] = gridShape(grid);
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm } = grid;
  const pixels = rows * columns;
  const mean = new Float32Array(pixels);
  // In slices, 0 at the lowest face.
  const from = (zMm - thicknessMm / 2) / sliceSpacingMm + slices / 2;
  const to = (zMm + thicknessMm / 2) / sliceSpacingMm + slices / 2;
  for (let slice = Math.max(0, Math.floor(from + 1e-9)); slice < Math.min(slices, Math.ceil(to - 1e-9)); slice++) {
    const share = (Math.min(to, slice + 1) - Math.max(from, slice)) / (to - from);
    for (let i = 0; i < pixels; i++) mean[i]! += share * values[slice * pixels + i]!;
  }
  return { ...withoutVolume(phantom), values: mean };
}
