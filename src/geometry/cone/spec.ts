import { turningFan } from '../fan/turning-fan.ts';
import type { Geometry } from '../geometry.ts';
import { type LoweredScan, MATRIX_LENGTH } from '../lowered-scan.ts';
import { isShortArc } from '../view-arc.ts';
import { coneHelix } from './cone-helix.ts';
import { coneReadingWeights } from './cone-readings.ts';
import { axisRow, type ConeScan, sourceHeightsMm } from './cone-scan.ts';
import { type ConeScanSettings, coneSettings } from './cone-settings.ts';
import { coneTangentPlanes } from './cone-tangent-planes.ts';
import { asLongToBothSides } from './offset-weights.ts';

/**
 * Rays from a point to a detector of several rows. What this spec says of rays, angles and views is about the plane through
 * the source, where they are a fan's; `lower` has all of them.
 */
export const cone: Geometry<ConeScan, ConeScanSettings> = {
  ...turningFan,
  name: 'cone',
  settings: coneSettings,
  makesVolumes: true,
  source: { distances: (settings) => settings },
  // What a view does not see beside that plane, no other view sees from its other side; within it, weights see to that.
  withMissingViews: (scan) => scan,
  weighting: { weights: coneReadingWeights, weighted: asLongToBothSides },
  rebinning: null,
  helix: coneHelix,
  tangentPlanes: coneTangentPlanes,
  lower,
  words: {
    noun: 'cone',
    rays: 'rays of a cone',
    whyNotRebinned: 'leave the plane of their source',
    opening: 'the fan’s angle',
    ruleOfViews: 'as far apart at the object’s edge as channels are',
  },
  describe: ({ detector, pitchMm, arc, anglesRad }) => {
    const machine = `Cone beam, ${detector === 'flat' ? 'flat panel' : 'cylinder'}`;
    if (anglesRad.length === 1) return machine;
    return `${machine}, ${pitchMm !== 0 ? 'helix' : isShortArc(arc) ? 'short scan' : 'full scan'}`;
  },
};

function lower(scan: ConeScan): LoweredScan {
  const numbers = turningFan.lower(scan);
  const { matrices } = numbers;
  sourceHeightsMm(scan).forEach((zMm, view) => {
    // z is counted from the source, up to the sign of a zero.
    matrices[MATRIX_LENGTH * view + 7] = 0 - zMm;
  });
  const rowsPerUnit = scan.sourceToDetectorMm / scan.rowSpacingMm;
  const detector = { ...numbers.detector, rows: scan.rows, axisRow: axisRow(scan), rowsPerUnit };
  return { ...numbers, detector, turnsRad: scan.pitchMm === 0 ? numbers.turnsRad : null };
}
