import { fanReadingWeights } from '../fan/fan-readings.ts';
import { fanAngleRad } from '../fan/fan-scan.ts';
import type { Helix, SliceRays } from '../helix.ts';
import { axisRow, type ConeScan, rowCentreMm, turnedSoFarRad } from './cone-scan.ts';

/** A row so high that every slice is seen in its middle. */
const ENDLESS_MM = 1e9;

/** How the source of a cone rises; `null` where it stays on a circle. */
export function coneHelix(scan: ConeScan): Helix<ConeScan> | null {
  if (scan.pitchMm === 0) return null;
  const turned = turnedSoFarRad(scan);
  const last = turned.length - 1;
  const direction = turned[last]! < 0 ? -1 : 1;
  const elapsedRad = turned.map((angle) => direction * angle);
  return {
    elapsedRad,
    halfStepRad: last > 0 ? elapsedRad[last]! / last / 2 : 0,
    startZMm: scan.startZMm,
    risePerRadMm: (direction * scan.pitchMm) / (2 * Math.PI),
    heightCoveredMm(radiusMm) {
      const nearest = Math.max(0, scan.sourceToIsocenterMm - radiusMm) / scan.sourceToDetectorMm;
      const reachMm = Math.min(-rowCentreMm(scan, 0), rowCentreMm(scan, scan.rows - 1));
      return Math.max(0, reachMm) * nearest;
    },
    inSlices: () => raysInSlices(scan, direction),
  };
}

function raysInSlices(scan: ConeScan, direction: number): SliceRays<ConeScan> {
  const path = { pitchMm: 0, startZMm: 0 };
  return {
    row: Math.min(scan.rows - 1, Math.max(0, axisRow(scan))),
    scan: { ...scan, ...path, rows: 1, rowOffset: 0, rowSpacingMm: ENDLESS_MM },
    channelWeights: fanReadingWeights(scan, false).channelWeights,
    fanAngleRad: Float64Array.from({ length: scan.channels }, (_, channel) => direction * fanAngleRad(scan, channel)),
  };
}
