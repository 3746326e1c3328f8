import { axisRow } from '../cone/cone-scan.ts';
import { channelCentreMm } from '../detector.ts';
import { turningFan } from '../fan/turning-fan.ts';
import type { CylinderMm, Geometry, RayEnds } from '../geometry.ts';
import { type LoweredScan, MATRIX_LENGTH } from '../lowered-scan.ts';
import { shiftAndAddWeights, tomosynthesisWeights } from './tomosynthesis-readings.ts';
import { dot, type PanelView, panelView, type TomosynthesisScan } from './tomosynthesis-scan.ts';
import { type TomosynthesisScanSettings, tomosynthesisSettings } from './tomosynthesis-settings.ts';

/**
 * A source that swings above a panel, so that slices parallel to it come into focus one by one. What this spec says of angles
 * and distances is about the plane of the source, y = 0; ends of rays are those seen from above; `lower` has all of them.
 */
export const tomosynthesis: Geometry<TomosynthesisScan, TomosynthesisScanSettings> = {
  ...turningFan,
  name: 'tomosynthesis',
  settings: tomosynthesisSettings,
  makesVolumes: true,
  focusing: {
    shiftAndAdd: (scan, heightMm) => ({
      weights: shiftAndAddWeights(scan, heightMm),
      scan: { ...scan, countsAlike: true },
    }),
    raySeenFromFront,
    roomFor,
  },
  source: { distances: (settings) => settings },
  withMissingViews: (scan) => scan,
  weighting: { weights: tomosynthesisWeights },
  // Each line is seen once.
  ramp: (scan) => ({ step: turningFan.isocenterSpacingMm(scan), factor: 1, arcStepRad: 0 }),
  rebinning: null,
  rayEnds(scan, view, channel) {
    const { source, uAxis, normal } = viewOf(scan, view);
    const u = channelCentreMm(scan, channel);
    const pivotToPanelMm = scan.sourceToDetectorMm - scan.sourceToIsocenterMm;
    return {
      from: { xMm: source[0], yMm: 0 },
      to: { xMm: u * uAxis[0] + pivotToPanelMm * normal[0], yMm: 0 },
    };
  },
  lower,
  words: {
    noun: 'tomosynthesis scan',
    rays: 'rays of a tomosynthesis scan',
    whyNotRebinned: 'leave the plane of their source',
    opening: 'the fan’s angle',
    ruleOfViews: 'as far apart at the object’s edge as channels are',
  },
  describe: ({ panel }) => `Tomosynthesis, ${panel} detector`,
};

const viewOf = (scan: TomosynthesisScan, view: number): PanelView =>
  panelView(scan, scan.anglesRad[view]!, scan.sourceShiftMm);

function raySeenFromFront(scan: TomosynthesisScan, view: number, channel: number): RayEnds {
  const { source, uAxis, normal, heightMm, footMm } = viewOf(scan, view);
  const alongMm = channelCentreMm(scan, channel) - footMm;
  const [x, z] = [0, 2].map((axis) => source[axis]! + heightMm * normal[axis]! + alongMm * uAxis[axis]!);
  return { from: { xMm: source[0], yMm: source[2] }, to: { xMm: x!, yMm: z! } };
}

/** A stationary panel is parallel to the cylinder's ends, an isocentric one turns towards its edges. */
function roomFor(settings: TomosynthesisScanSettings, { radiusMm, zMinMm, zMaxMm }: CylinderMm) {
  const { views, startDeg, arcDeg, panel } = settings;
  const steepestDeg = Math.max(Math.abs(startDeg), Math.abs(startDeg + (arcDeg * (views - 1)) / views));
  const [cosine, sine] = [Math.cos((steepestDeg * Math.PI) / 180), Math.sin((steepestDeg * Math.PI) / 180)];
  if (panel === 'stationary') return { sourceMm: Math.max(0, zMaxMm) / cosine, panelMm: Math.max(0, -zMinMm) };
  const reachMm = (height: number) => Math.max(height, sine * radiusMm + cosine * height, 0);
  return { sourceMm: reachMm(zMaxMm), panelMm: reachMm(-zMinMm) };
}

/**
 * A place P has the depth d = (P − S)·n from the source S, n the panel's normal, and is seen at u = foot + (P − S)·û·H/d and
 * v = (P − S)·ŷ·H/d, H from the source to the panel. Both are divided by R, so that rows and channels have one factor for all
 * views.
 */
function lower(scan: TomosynthesisScan): LoweredScan {
  const { sourceToIsocenterMm, sourceToDetectorMm, channelSpacingMm, rowSpacingMm, rows } = scan;
  const views = scan.anglesRad.length;
  const matrices = new Float64Array(MATRIX_LENGTH * views);
  for (let view = 0; view < views; view++) {
    const { source, normal, uAxis, heightMm, footMm } = viewOf(scan, view);
    const magnified = heightMm / sourceToDetectorMm;
    const foot = footMm / sourceToDetectorMm;
    // No zero has a sign, which would tell two scans apart that are the same.
    const depth = [...normal, -dot(source, normal)].map((factor) => factor + 0);
    const across = [...uAxis, -dot(source, uAxis)].map((factor, i) => magnified * factor + foot * depth[i]! + 0);
    matrices.set([...across, 0, magnified, 0, 0, ...depth], MATRIX_LENGTH * view);
  }
  // Where the source stands beside its place is in the matrices already.
  const { aside: _, ...lowered } = turningFan.lower(scan);
  return {
    ...lowered,
    matrices,
    viewWeights: scan.countsAlike ? new Float64Array(views).fill(1 / views) : scan.viewWeightsRad,
    detector: {
      ...lowered.detector,
      channelsPerUnit: sourceToDetectorMm / channelSpacingMm,
      rows,
      axisRow: axisRow(scan),
      rowsPerUnit: sourceToDetectorMm / rowSpacingMm,
    },
    weightDistance: scan.countsAlike ? 0 : sourceToIsocenterMm,
    turnsRad: null,
  };
}
