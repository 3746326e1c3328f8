import type { ImageGrid } from '../../src/geometry/grid.ts';
import { type ParallelScan, scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import type { FourierPlan } from '../../src/operators/contract.ts';
import { randomArray, seededRandom } from './random.ts';
import { DEGREES, scanOfArc } from './walk.ts';

const shuffled = (views: number) => {
  const random = seededRandom(8);
  return Float64Array.from({ length: views }, () => (random() * 500 - 200) * DEGREES);
};

const square = (pixels: number, pixelSizeMm: number): ImageGrid => ({ rows: pixels, columns: pixels, pixelSizeMm });

/** Scans and grids that gridrec may stumble over: what every twin of it is compared with. */
export const GRIDREC_CASES: readonly (readonly [string, ParallelScan, ImageGrid])[] = [
  ['even channels, even pixels', scanOfArc({ views: 30, channels: 40, channelSpacingMm: 1 }), square(28, 1)],
  ['even channels, odd pixels', scanOfArc({ views: 30, channels: 40, channelSpacingMm: 1 }), square(27, 1)],
  ['odd channels, even pixels', scanOfArc({ views: 31, channels: 41, channelSpacingMm: 1 }), square(28, 1)],
  ['odd channels, odd pixels', scanOfArc({ views: 31, channels: 41, channelSpacingMm: 1 }), square(29, 1)],
  ['an offset', scanOfArc({ views: 24, channels: 40, channelSpacingMm: 1, offset: 3.3 }), square(28, 1)],
  [
    'an axis beyond the detector',
    scanOfArc({ views: 9, channels: 20, channelSpacingMm: 1, offset: 25 }),
    square(30, 2),
  ],
  ['a full turn', scanOfArc({ views: 25, channels: 33, channelSpacingMm: 0.7, arcDeg: 360 }), square(22, 1.3)],
  ['a short arc backwards', scanOfArc({ views: 12, channels: 33, channelSpacingMm: 1, arcDeg: -50 }), square(22, 1)],
  [
    'angles in any order',
    scatteredScan(shuffled(23), { channels: 40, channelSpacingMm: 1, offset: -1.5 }),
    square(28, 1),
  ],
  ['one view at 0°', scanOfArc({ views: 1, channels: 16, channelSpacingMm: 1 }), square(16, 1)],
  ['one view at 90°', scanOfArc({ views: 1, channels: 16, channelSpacingMm: 1, startDeg: 90 }), square(16, 1)],
  ['two views', scanOfArc({ views: 2, channels: 25, channelSpacingMm: 1.8, offset: 0.25 }), square(16, 2.25)],
  ['one channel', scanOfArc({ views: 9, channels: 1, channelSpacingMm: 1 }), square(3, 1)],
  ['pixels far smaller than channels', scanOfArc({ views: 12, channels: 20, channelSpacingMm: 1 }), square(28, 0.2)],
  ['pixels far larger than channels', scanOfArc({ views: 12, channels: 60, channelSpacingMm: 0.3 }), square(5, 3.1)],
  ['a grid far wider than the detector', scanOfArc({ views: 9, channels: 20, channelSpacingMm: 1 }), square(60, 1)],
  ['one pixel', scanOfArc({ views: 9, channels: 20, channelSpacingMm: 1 }), square(1, 1)],
  ['one pixel within reach', scanOfArc({ views: 3, channels: 20, channelSpacingMm: 1 }), square(5, 100)],
  [
    'few rows and many columns',
    scanOfArc({ views: 11, channels: 30, channelSpacingMm: 1 }),
    { rows: 5, columns: 28, pixelSizeMm: 1 },
  ],
  [
    'many rows and few columns',
    scanOfArc({ views: 11, channels: 30, channelSpacingMm: 1 }),
    { rows: 28, columns: 6, pixelSizeMm: 1 },
  ],
];

/** Readings without any order: every frequency is in them. */
export function randomReadings(scan: ParallelScan): Float32Array<ArrayBuffer> {
  return randomArray(scan.anglesRad.length * scan.channels, 3);
}

/** An image of the covered part of a grid, put into its place. */
export function onWholeGrid(covered: Float32Array, plan: FourierPlan, grid: ImageGrid): Float32Array<ArrayBuffer> {
  const { rows, columns } = plan.covered;
  const image = new Float32Array(grid.rows * grid.columns);
  for (let row = 0; row < rows; row++) {
    const out = ((grid.rows - rows) / 2 + row) * grid.columns + (grid.columns - columns) / 2;
    image.set(covered.subarray(row * columns, (row + 1) * columns), out);
  }
  return image;
}
