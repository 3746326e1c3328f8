import { expect } from 'vitest';
import { coneArcScan } from '../../src/geometry/cone/cone-scan.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { extrudedPhantom } from '../../src/phantom/solids/extruded.ts';
import { expectRelativelyClose } from './close.ts';
import { fanOfArc, scannedWith } from './fan-walk.ts';
import { libraryPhantom } from './library-phantom.ts';

const MACHINE = {
  ...{ sourceToIsocenterMm: 400, sourceToDetectorMm: 700, channels: 66, channelSpacingMm: 8, offset: 0.25 },
};
const ROWS = { rows: 4, rowSpacingMm: 30, rowOffset: 0.5 };
const VIEWS = 12;

/**
 * A phantom that goes on unchanged along z reads in every row of a cone what a fan reads in the plane, longer by how much
 * the row's ray rises: on a flat panel √(1 + t²/(1 + s²)), on an arc √(1 + t²), s and t the slopes along the detector.
 */
export async function expectRowsOfFans(
  operators: Operators,
  name: string,
  detector: 'flat' | 'arc',
  most: number,
): Promise<void> {
  const flat = shapePhantom(libraryPhantom(name));
  const solid = extrudedPhantom(flat, { zFromMm: -200, zToMm: 200 });
  const fan = await scannedWith(operators, flat, fanOfArc({ ...MACHINE, detector, views: VIEWS, startDeg: 5 }));
  const scan = coneArcScan(
    { views: VIEWS, startRad: (5 * Math.PI) / 180, arcRad: 2 * Math.PI },
    { ...MACHINE, ...ROWS, detector, pitchMm: 0, startZMm: 0 },
  );
  const readings = await operators.create(VIEWS * ROWS.rows, MACHINE.channels);
  // In two parts, the second of which begins within a view.
  await operators.scanSolids(solid, scan, readings, { from: 0, to: 21 });
  await operators.scanSolids(solid, scan, readings, { from: 21, to: VIEWS * ROWS.rows });
  const values = await operators.read(readings);
  operators.release(readings);
  const expected = values.map((_, i) => {
    const channel = i % MACHINE.channels;
    const row = Math.floor(i / MACHINE.channels);
    const t = (((row % ROWS.rows) - 2) * ROWS.rowSpacingMm) / MACHINE.sourceToDetectorMm;
    const s = ((channel - 32.75) * MACHINE.channelSpacingMm) / MACHINE.sourceToDetectorMm;
    const longer = Math.sqrt(1 + (detector === 'flat' ? t ** 2 / (1 + s ** 2) : t ** 2));
    return longer * fan[Math.floor(row / ROWS.rows) * MACHINE.channels + channel]!;
  });
  expect(Math.max(...expected)).toBeGreaterThan(1);
  expectRelativelyClose(values, expected, most);
}
