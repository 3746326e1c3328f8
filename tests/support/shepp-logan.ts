// The head phantoms on [−1, 1]² as the literature gives them, and the figures they must yield, both independent of the
// library's files. Shepp & Logan, IEEE Trans. Nucl. Sci. 21(3):21 (1974); modified values: Toft, PhD thesis, DTU (1996).

import type { ShapePhantom } from '../../src/phantom/phantom.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { libraryPhantom } from './library-phantom.ts';

export type HeadName = 'shepp-logan-1974' | 'shepp-logan-modified';

/** x, y, semi-axes a and b, angle in degrees, value of 1974, modified value. */
export const HEAD_ELLIPSES = [
  [0, 0, 0.69, 0.92, 0, 2, 1],
  [0, -0.0184, 0.6624, 0.874, 0, -0.98, -0.8],
  [0.22, 0, 0.11, 0.31, -18, -0.02, -0.2],
  [-0.22, 0, 0.16, 0.41, 18, -0.02, -0.2],
  [0, 0.35, 0.21, 0.25, 0, 0.01, 0.1],
  [0, 0.1, 0.046, 0.046, 0, 0.01, 0.1],
  [0, -0.1, 0.046, 0.046, 0, 0.01, 0.1],
  [-0.08, -0.605, 0.046, 0.023, 0, 0.01, 0.1],
  [0, -0.605, 0.023, 0.023, 0, 0.01, 0.1],
  [0.06, -0.605, 0.023, 0.046, 0, 0.01, 0.1],
] as const;

export const HEAD_FIGURES = [
  { name: 'shepp-logan-1974', mass: 2.2017567, alongY: 1.97426, alongX: 1.4507119 },
  { name: 'shepp-logan-modified', mass: 0.4952646, alongY: 0.5146, alongX: 0.207676 },
] as const satisfies readonly { name: HeadName; mass: number; alongY: number; alongX: number }[];

/** RMSE of the modified phantom, Ram-Lak, pixel = channel spacing = 2/N, to the digits that docs/conventions.md gives; and of peers. */
export const HEAD_RMSE = [
  { pixels: 256, views: 180, channels: 368, rmse: 0.0246, halfDigit: 0.00005, ofPeers: 0.02455 },
  { pixels: 256, views: 360, channels: 368, rmse: 0.0187, halfDigit: 0.00005, ofPeers: 0.01857 },
  { pixels: 512, views: 720, channels: 736, rmse: 0.01325, halfDigit: 0.000005, ofPeers: 0.01314 },
] as const;

/**
 * The region around the centre in which the modified head is 0.2 and nothing else: between the ventricles (x) and the
 * two small lesions at y = ±0.1.
 */
export const HEAD_CENTRE = { left: -0.03, right: 0.08, bottom: -0.045, top: 0.045 } as const;

/** The library's phantom with its scaling undone: on [−1, 1]², in the table's own values. */
export function headOnUnitSquare(name: HeadName): ShapePhantom {
  const file = libraryPhantom(name);
  return shapePhantom(parsePhantomFile({ ...file, unitMm: 1, values: 'arbitrary', fieldSizeMm: 2 }));
}
