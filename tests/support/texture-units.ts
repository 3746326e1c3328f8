import { columnCentreMm, type Grid, rowCentreMm, type SliceRange } from '../../src/geometry/grid.ts';
import { type LoweredScan, seenAt, viewsOf, volumeView } from '../../src/geometry/lowered-scan.ts';
import { sliceZMm } from '../../src/operators/cpu/volume-readings.ts';
import { TEXELS_PER_CHANNEL, TEXELS_PER_ROW } from '../../src/operators/gpu/volume-texture.ts';

/** A texture unit rounds the place between two texels to a part of so many: 8 bits. */
const PARTS = 256;

/**
 * A volume as texture units make it, in TypeScript: places between texels rounded to 1/256, and readings
 * to half floats, the largest of which is 1024. Everything else in double precision.
 *
 * @param readings [views, detector rows, channels]
 */
export function backProjectByTextureUnits(
  readings: Float32Array,
  scan: LoweredScan,
  grid: Grid,
  slab: SliceRange,
  hasHalfFloats: boolean,
): Float32Array {
  const { rows, channels, shape } = scan.detector;
  const { unitMm, weightDistance } = scan;
  const [perChannel, perRow] = [TEXELS_PER_CHANNEL * PARTS, TEXELS_PER_ROW * PARTS];
  const peak = readings.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const texels = hasHalfFloats ? readings.map((value) => (halfFloat((value * 1024) / peak) * peak) / 1024) : readings;
  const sums = new Float64Array((slab.to - slab.from) * grid.rows * grid.columns);
  const texel = (view: number, row: number, channel: number) =>
    row < 0 || row >= rows || channel < 0 || channel >= channels
      ? 0
      : texels[(view * rows + row) * channels + channel]!;
  for (let v = 0; v < viewsOf(scan); v++) {
    const { across, depth, weight } = volumeView(scan, v);
    let at = 0;
    for (let slice = slab.from; slice < slab.to; slice++) {
      const zMm = sliceZMm(grid, slice);
      for (let r = 0; r < grid.rows; r++) {
        for (let c = 0; c < grid.columns; c++, at++) {
          const [xMm, yMm] = [columnCentreMm(grid, c), rowCentreMm(grid, r)];
          const { row, channel } = seenAt(scan, v, { xMm, yMm, zMm });
          if (!(row > -1 && row < rows && channel > -1 && channel < channels)) continue;
          const [j, k] = [Math.round(row * perRow) / perRow, Math.round(channel * perChannel) / perChannel];
          const [j0, k0] = [Math.floor(j), Math.floor(k)];
          const [up, aside] = [j - j0, k - k0];
          const below = (1 - aside) * texel(v, j0, k0) + aside * texel(v, j0, k0 + 1);
          const above = (1 - aside) * texel(v, j0 + 1, k0) + aside * texel(v, j0 + 1, k0 + 1);
          const [x, y] = [xMm / unitMm, yMm / unitMm];
          const a = x * across[0] + y * across[1] + across[3];
          const d = x * depth[0] + y * depth[1] + depth[3];
          const square = shape === 'arc' ? a * a + d * d : d * d;
          sums[at]! += ((weight * weightDistance ** 2) / square) * ((1 - up) * below + up * above);
        }
      }
    }
  }
  return Float32Array.from(sums);
}

/** A number as IEEE's binary16 has it, of no larger magnitude than that can hold. */
function halfFloat(value: number): number {
  const step = 2 ** (Math.max(-14, Math.floor(Math.log2(Math.abs(value)))) - 10);
  return value === 0 ? 0 : Math.round(value / step) * step;
}
