import { fetchedPart } from '../../fetched-part.ts';
import { type Grid, gridShape, sliceCentreMm } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import { WATER_MU_PER_MM } from '../../phantom/attenuation.ts';
import type { ShapePhantom } from '../../phantom/phantom.ts';
import type { SolidPhantom } from '../../phantom/solids/solid.ts';
import { displayUnitOf, type Experiment, scanOf, volumeGridOf } from '../experiment.ts';
import { heightsSeen } from '../height-advice.ts';
import type { RunResult } from '../run-result.ts';
import { slicePlane } from '../slice-plane.ts';
import { whyOnNoScale } from '../slice-scale.ts';
import { shownSliceOf } from '../stages/subject-and-scan.ts';
import type { Subject } from '../subject.ts';
import { notMeasured } from './limits.ts';
import type { Protocol, ProtocolFindings, ProtocolOutcome } from './protocol.ts';
import { PROTOCOLS } from './registry.ts';
import { bodyOf, type SliceLayout, sliceLayout } from './slice-layout.ts';
import { verdictSentence } from './verdict.ts';

/** One slice of a phantom, measured by the protocol that it is made for. */
export interface ProtocolReport extends ProtocolFindings {
  readonly protocol: string;
  readonly title: string;
  /** Of the slice; `null` of a scan of one slice. */
  readonly heightMm: number | null;
  readonly verdict: ProtocolOutcome;
  readonly sentence: string;
}

/** What a protocol is asked of. */
export interface MeasuredPhantom {
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly result: Pick<RunResult, 'grid' | 'volumeGrid' | 'scan' | 'waterMuPerMm' | 'effectiveEnergyKeV'>;
  /** A slice of the volume, counted from the lowest, or the only one: [rows × columns] in 1/mm, on the host. */
  readSlice(slice: number): Promise<Float32Array>;
}

/** A slice that suits a protocol, and what is in it. */
interface SuitedSlice {
  readonly slice: number;
  readonly protocol: Protocol;
  readonly layout: SliceLayout;
}

/** Why no protocol has anything to measure, as a sentence; `null` where one has. */
export function whyNoProtocol(experiment: Experiment, subject: Subject): string | null {
  if (subject.kind === 'measurement') {
    return 'Protocols measure phantoms whose parts and places are known, and nothing of that is known of measured data.';
  }
  if (subject.kind === 'image') return `Protocols measure phantoms made of shapes, and ${subject.name} is an image.`;
  if (displayUnitOf(subject) !== 'HU') {
    return `Protocols judge CT numbers in HU, and ${subject.name} has values in arbitrary units.`;
  }
  const why = whyOnNoScale(experiment);
  if (why !== null) return `Protocols judge CT numbers in HU, and ${why}.`;
  // Water at 60 keV: which parts there are does not depend on the beam.
  const scan = scanOf(experiment, subject);
  if (suitedSlices(subject, volumeGridOf(experiment), WATER_MU_PER_MM, scan).length > 0) return null;
  return subject.kind === 'solids' && (experiment.reconstruction.grid.slices ?? 1) > 1
    ? `No slice of ${subject.name} goes through what a protocol is made for.`
    : `${subject.name} is not made for any protocol.`;
}

/**
 * Measures a phantom by the protocol that it is made for; of a stack of modules each module, in its middle slice.
 *
 * @returns one report for each slice measured; none where the phantom is not made for any protocol, or the slices miss what is
 */
export async function measurePhantom(given: MeasuredPhantom): Promise<readonly ProtocolReport[]> {
  const { experiment, subject, result } = given;
  if (whyNoProtocol(experiment, subject) !== null) return [];
  const { grid, volumeGrid, scan, waterMuPerMm, effectiveEnergyKeV } = result;
  const phantom = await phantomAsSeen(subject as ShapePhantom | SolidPhantom, effectiveEnergyKeV);
  const hasHeights = (volumeGrid.slices ?? 1) > 1 || phantom.kind === 'solids';
  const reports: ProtocolReport[] = [];
  for (const { slice, protocol, layout } of suitedSlices(phantom, volumeGrid, waterMuPerMm, scan)) {
    const zMm = heightMm(volumeGrid, slice);
    const findings = isSeen(layout, zMm, scan)
      ? protocol.measure({
          plane: slicePlane(await given.readSlice(slice), grid, 'HU', waterMuPerMm),
          ...{ layout, experiment, subject, waterMuPerMm },
        })
      : { ...NOTHING, rows: [notMeasured(protocol.title, '', NOT_SEEN)] };
    reports.push({
      ...{ protocol: protocol.name, title: protocol.title, heightMm: hasHeights ? zMm : null },
      ...verdictSentence(findings.rows),
      ...findings,
    });
  }
  return reports;
}

const NOTHING: ProtocolFindings = { rows: [], regions: [], plots: [], words: '' };
const NOT_SEEN = 'Not every view sees this height of the phantom all around, so that its values are not those of CT.';

/** Whether every view sees the phantom at a height. */
function isSeen(layout: SliceLayout, zMm: number, scan: Scan): boolean {
  const body = bodyOf(layout);
  const radiusMm = body ? Math.hypot(body.middle.x, body.middle.y) + body.radiusMm : 0;
  const heights = heightsSeen(scan, radiusMm);
  return heights === null || (zMm >= heights.fromMm && zMm <= heights.toMm);
}

/** With the values that a beam of this energy sees; they are as they are where there is no beam. */
async function phantomAsSeen<P extends ShapePhantom | SolidPhantom>(phantom: P, energyKeV: number | null): Promise<P> {
  if (energyKeV === null) return phantom;
  const { phantomAtEnergy } = await fetchedPart(() => import('../../physics/material-parts.ts'));
  return phantomAtEnergy(phantom, energyKeV) as P;
}

/** A module goes on unchanged this far above and below the slice that is measured, so that nothing else is smeared into it. */
const ROOM_MM = 7.5;

/**
 * The middle one of the slices side by side that suit the same protocol, for each stretch of them; of those that every view
 * sees, where there are any.
 */
function suitedSlices(
  phantom: ShapePhantom | SolidPhantom,
  grid: Grid,
  waterMuPerMm: number,
  scan: Scan,
): SuitedSlice[] {
  const [, , slices] = gridShape(grid);
  const protocolAt = (zMm: number) => {
    const layout = sliceLayout(phantom, zMm, waterMuPerMm);
    return { layout, protocol: PROTOCOLS.all.find((one) => one.suits(layout)) };
  };
  const suited = (slice: number): SuitedSlice | null => {
    const zMm = heightMm(grid, slice);
    const { layout, protocol } = protocolAt(zMm);
    if (!protocol) return null;
    const goesOn = [zMm - ROOM_MM, zMm + ROOM_MM].every((beside) => protocolAt(beside).protocol === protocol);
    return goesOn ? { slice, protocol, layout } : null;
  };
  if (phantom.kind === 'shapes') {
    const shown = suited(shownSliceOf(grid));
    return shown ? [shown] : [];
  }
  const stretches: SuitedSlice[][] = [];
  let last: SuitedSlice | null = null;
  for (let slice = 0; slice < slices; slice++) {
    const here = suited(slice);
    if (here && here.protocol === last?.protocol) stretches.at(-1)!.push(here);
    else if (here) stretches.push([here]);
    last = here;
  }
  return stretches.map((stretch) => {
    const seen = stretch.filter(({ slice, layout }) => isSeen(layout, heightMm(grid, slice), scan));
    const among = seen.length > 0 ? seen : stretch;
    return among[among.length >> 1]!;
  });
}

function heightMm(grid: Grid, slice: number): number {
  return (grid.centreZMm ?? 0) + sliceCentreMm(grid, slice);
}
