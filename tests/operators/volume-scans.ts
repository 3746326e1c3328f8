// Scans and volumes that every twin of a volume's back-projection is tried on.

import { cone } from '../../src/geometry/cone/spec.ts';
import type { Grid } from '../../src/geometry/grid.ts';
import type { LoweredScan } from '../../src/geometry/lowered-scan.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { GEOMETRIES } from '../../src/geometry/registry.ts';
import { geometryOf, loweredScan, type Scan } from '../../src/geometry/scan.ts';
import { coneOf } from '../support/cone-walk.ts';
import { tomosynthesisOf } from '../support/tomosynthesis-walk.ts';

/** Numbers as the scan of a geometry that says nothing else. */
function scanOf(name: string, numbers: LoweredScan): Scan {
  const remove = GEOMETRIES.add({ ...cone, name, lower: () => numbers } as never);
  const scan: Scan = { ...coneOf(), geometry: name } as never;
  // Kept from now on, so that whoever asks which geometries there are does not meet this one.
  loweredScan(scan);
  remove();
  return scan;
}

function parallelRows(): Scan {
  const scan = arcScan(
    { views: 20, startRad: 0.1, arcRad: Math.PI },
    { channels: 41, channelSpacingMm: 1.1, offset: 0.25 },
  );
  const numbers = loweredScan(scan);
  return scanOf('rows of parallel rays', {
    ...numbers,
    detector: { ...numbers.detector, rows: 17, axisRow: 7.25, rowsPerUnit: 0.8 },
  });
}

/** A panel whose rows do not run along the axis. */
function tilted(): Scan {
  const numbers = loweredScan(coneOf({ views: 6 }));
  const matrices = numbers.matrices.map((value, i) => (i % 12 === 4 ? 0.05 : i % 12 === 10 ? -0.04 : value));
  return scanOf('tilted', { ...numbers, matrices, turnsRad: null });
}

const small = { views: 8, spanDeg: 50, sourceToIsocenterMm: 90, sourceToDetectorMm: 115, channels: 31, rows: 26 };
const swung = tomosynthesisOf(small);
const alike = geometryOf(swung).focusing!.shiftAndAdd(swung, 21).scan;

const cube: Grid = { rows: 22, columns: 22, slices: 15, pixelSizeMm: 1.4 };

/** With the groups of views, a quarter turn apart or mirror images of each other, that the CPU takes together. */
export const VOLUME_SCANS: readonly (readonly [name: string, scan: Scan, grid: Grid, groups: string])[] = [
  ['a circle, a flat panel', coneOf(), cube, '6 of 4'],
  ['a circle, a cylinder', coneOf({ detector: 'arc', startDeg: 7.5 }), cube, '3 of 8'],
  ['an odd side', coneOf({ startDeg: 7.5 }), { ...cube, rows: 21, columns: 21, slices: 8 }, '3 of 8'],
  [
    'slices apart, off the plane',
    coneOf({ startDeg: 7.5, offset: 0.5 }),
    { ...cube, slices: 4, sliceSpacingMm: 3.1, centreZMm: 5 },
    '3 of 8',
  ],
  ['a detector off its middle', coneOf({ offset: 5.3, rowOffset: -3.7 }), cube, '6 of 4'],
  ['clockwise', coneOf({ arcDeg: -360, startDeg: 7.5 }), cube, '3 of 8'],
  ['a source that stands off z = 0', coneOf({ startZMm: 4 }), cube, '6 of 4'],
  ['groups that lack a view', coneOf({ views: 21, arcDeg: 315, startDeg: 7.5 }), cube, '3 of 8'],
  ['a short scan without partners', coneOf({ views: 23, arcDeg: 221 }), cube, 'none'],
  ['a volume beyond the detector and through the source', coneOf(), { ...cube, pixelSizeMm: 9 }, '6 of 4'],
  ['the same, a cylinder', coneOf({ detector: 'arc' }), { ...cube, pixelSizeMm: 9 }, '6 of 4'],
  ['a helix', coneOf({ views: 30, arcDeg: 720, pitchMm: 9, startZMm: -9 }), cube, 'none'],
  ['a volume to one side', coneOf({ detector: 'arc' }), { ...cube, columns: 13, centreXMm: 3, centreYMm: -2 }, 'none'],
  ['parallel rays', parallelRows(), cube, 'none'],
  ['a tilted panel', tilted(), { ...cube, slices: 3 }, 'none'],
  ['a tomosynthesis scan', swung, { ...cube, slices: 3 }, 'none'],
  ['the same, isocentric', tomosynthesisOf({ ...small, panel: 'isocentric' }), { ...cube, slices: 3 }, 'none'],
  ['a tomosynthesis scan whose views count alike', alike, { ...cube, slices: 3 }, 'none'],
  ['one row', coneOf({ rows: 1 }), { ...cube, slices: 5 }, '6 of 4'],
];
