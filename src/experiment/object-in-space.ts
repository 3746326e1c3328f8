import { loweredRays, VIEW_VECTORS_LENGTH } from '../geometry/lowered-rays.ts';
import { geometryOf, loweredScan, type Scan } from '../geometry/scan.ts';
import type { ShapePhantom } from '../phantom/phantom.ts';
import { phantomRadiusMm } from '../phantom/phantom-extent.ts';
import { extrudedPhantom } from '../phantom/solids/extruded.ts';
import type { SolidPhantom } from '../phantom/solids/solid.ts';
import { solidExtent } from '../phantom/solids/solid-extent.ts';
import type { Subject } from './subject.ts';

type ObjectInSpace = ShapePhantom | SolidPhantom;

/** Whether a subject is yet to be scanned, and by rays in space: it has solids, or rays that leave the slice ask for some, or for a volume. */
export function isScannedInSpace(subject: Subject, scan: { readonly geometry: Scan['geometry'] }): boolean {
  if (subject.kind === 'measurement') return false;
  return subject.kind === 'solids' || geometryOf(scan as Scan).makesVolumes;
}

/** A phantom as solids: what is drawn in a slice goes on unchanged along the axis, farther than any ray of the scan gets. */
export function solidsOf(phantom: ObjectInSpace, scan: Scan): SolidPhantom {
  if (phantom.kind === 'solids') return phantom;
  const reachMm = beyondEveryRayMm(scan, phantomRadiusMm(phantom));
  return extrudedPhantom(phantom, { zFromMm: -reachMm, zToMm: reachMm });
}

/** The radius in mm about the axis of a cylinder that holds all of a phantom. */
export function objectRadiusMm(subject: Exclude<Subject, { readonly kind: 'measurement' }>): number {
  return subject.kind === 'solids' ? solidExtent(subject).radiusMm : phantomRadiusMm(subject);
}

/** A height that no ray reaches within so many mm of the axis. Rays rise by 45° at the most. */
function beyondEveryRayMm(scan: Scan, radiusMm: number): number {
  const lowered = loweredScan(scan);
  const { detector, diverges } = lowered;
  const { vectors } = loweredRays(lowered);
  // Parallel rays start at the height of their row, others at the source.
  const rows = diverges ? [detector.axisRow] : [0, detector.rows - 1];
  const steps = rows.map((row) => (row - detector.axisRow) / detector.rowsPerUnit);
  let highestMm = 0;
  for (let z = 2; z < vectors.length; z += VIEW_VECTORS_LENGTH) {
    for (const step of steps) highestMm = Math.max(highestMm, Math.abs(vectors[z]! + step * vectors[z + 6]!));
  }
  const distanceMm = geometryOf(scan).sourceRadiusMm(scan);
  return highestMm + (Number.isFinite(distanceMm) ? distanceMm : 0) + radiusMm + 1;
}
