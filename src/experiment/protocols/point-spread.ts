import { InputError } from '../../errors.ts';
import { mtfOfPoint, type PointMtf } from '../../measure/spectra/mtf-of-point.ts';
import { frequencyAtLevel } from '../../measure/spectra/spectral-curve.ts';
import type { Experiment } from '../experiment.ts';
import { hasBeam } from '../physics-of.ts';
import { shortNumber } from '../short-number.ts';
import { expectedTransfer, gapBetweenRaysMm } from './expected-transfer.ts';
import { atMost, judged, notMeasured, TG_66, told } from './limits.ts';
import { distanceMm } from './places.ts';
import type { Protocol, ProtocolFindings, ProtocolSlice } from './protocol.ts';
import { blurMm, pixelMm } from './regions.ts';
import { bodyOf, type DiskPart, type SliceLayout } from './slice-layout.ts';
import { transferPlot } from './transfer-plot.ts';
import { type NotJudged, transferRow } from './transfer-rows.ts';

/** What is larger is no point. */
const MOST_RADIUS_MM = 1;
const LEAST_CONTRAST_HU = 500;
/** The circle about the point, which holds the tails of its image: in pixels or channels, as far as there is room. */
const REACH = 16;
/** Where gaps between rays are wider than so many diameters of the point, too many views miss it. */
const MOST_GAP = 1.5;

/** A wire or a point: the image of something too small to be seen is how the scan blurs. */
export const pointSpread: Protocol = {
  name: 'point-spread',
  title: 'Wire or point: MTF and place',
  phantoms: ['thin-wire', 'point'],
  suits: (layout) => pointIn(layout) !== null,
  measure,
};

function pointIn(layout: SliceLayout): DiskPart | null {
  const { disks, bars, cutDisks, hasOthers } = layout;
  const point = disks.at(-1);
  if (!point || point.radiusMm > MOST_RADIUS_MM || bars.length > 0 || cutDisks.length > 0 || hasOthers) return null;
  if (disks.length > 2 || (disks.length === 2 && !bodyOf(layout))) return null;
  const around = disks.length === 2 ? disks[0]!.hounsfield : -1000;
  return Math.abs(point.hounsfield - around) >= LEAST_CONTRAST_HU ? point : null;
}

function measure(slice: ProtocolSlice): ProtocolFindings {
  const { plane, layout, experiment, subject } = slice;
  const point = pointIn(layout)!;
  const body = layout.disks.length === 2 ? layout.disks[0]! : null;
  const room = body ? (body.radiusMm - distanceMm(body.middle, point.middle)) / 2 : Number.POSITIVE_INFINITY;
  const radiusMm = Math.min(REACH * blurMm(slice), 60 * pixelMm(plane), room);
  let found: PointMtf;
  try {
    found = mtfOfPoint(plane, point.middle, { radiusMm, diameterMm: 2 * point.radiusMm });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { rows: [notMeasured('MTF', 'lp/cm', error.message)], regions: [], plots: [], words: WORDS };
  }
  const { theory, whyNone } = expectedTransfer(experiment, subject);
  const missed = whyMissed(point, experiment);
  const place = { what: 'Distance from its place', measured: distanceMm(found.middle, point.middle), unit: 'mm' };
  return {
    rows: [
      ...[0.5, 0.1].map((level) =>
        transferRow(level, frequencyAtLevel(found.curve, level), theory, whyNone, () => missed),
      ),
      missed === null
        ? judged({ ...place, expected: 0 }, atMost(1, TG_66))
        : told({ ...place, expected: 0, ...missed }),
    ],
    regions: [{ label: 'point', shape: { kind: 'circle', middle: found.middle, radius: radiusMm } }],
    plots: [transferPlot(found.curve, theory)],
    words: WORDS,
  };
}

/** Why rays do not sample a point well enough for its image to be that of the scan. */
function whyMissed({ radiusMm }: DiskPart, experiment: Experiment): NotJudged | null {
  const gapMm = gapBetweenRaysMm(experiment);
  if (gapMm <= MOST_GAP * 2 * radiusMm) return null;
  const remark = `Rays run ${shortNumber(gapMm)} mm apart and most of them miss a point of ${shortNumber(2 * radiusMm)} mm, so that its image depends on where they happen to pass. A channel width of 1 (with a beam), or closer channels, would see it in every view.`;
  const { acquisition } = experiment;
  const isWide = hasBeam(acquisition) && acquisition.channelAperture === 1;
  return isWide ? { remark } : { remark, remedy: 'channel-width' };
}

const WORDS =
  'The image of the point, less its background and averaged over all directions, is transformed; the point’s own width is divided out.';
