import { InputError } from '../../errors.ts';
import { type EdgeMtf, mtfOfEdge } from '../../measure/spectra/mtf-of-edge.ts';
import { frequencyAtLevel } from '../../measure/spectra/spectral-curve.ts';
import type { FbpTheory } from '../theory/fbp-theory.ts';
import { expectedTransfer } from './expected-transfer.ts';
import { about, IPEM, judged, notMeasured, told } from './limits.ts';
import type { Protocol, ProtocolFindings, ProtocolSlice } from './protocol.ts';
import { pixelMm } from './regions.ts';
import { SMOOTH_CUTOFF } from './remedies.ts';
import { bodyOf } from './slice-layout.ts';
import { transferPlot } from './transfer-plot.ts';
import { type NotJudged, theoreticalFrequency, transferRow } from './transfer-rows.ts';

/** The circle about the edge’s middle, in parts of what room there is, and in pixels. */
const PART_OF_ROOM = 0.6;
const MOST_PIXELS = 64;
/** By what part aliasing may move a frequency for it still to be judged. */
const MOST_MOVED = 0.1;
/** In periods per channel; at 1 all is aliased, and nothing passes the interpolation. */
const MOST_PERIODS = 0.99;

/** A straight edge at a slant to the pixels. */
export const edge: Protocol = {
  name: 'edge',
  title: 'Slanted edge: MTF',
  phantoms: ['slanted-edge'],
  suits(layout) {
    const isOneEdge = layout.cutDisks.length === 1 && layout.disks.length <= 1 && layout.bars.length === 0;
    return isOneEdge && !layout.hasOthers && (layout.disks.length === 0 || bodyOf(layout) !== null);
  },
  measure,
};

function measure({ plane, layout, experiment, subject }: ProtocolSlice): ProtocolFindings {
  const [cut] = layout.cutDisks as [(typeof layout.cutDisks)[number]];
  const { middle, normal, radiusMm, distanceMm, hounsfield } = cut;
  // From the disk’s middle to the edge.
  const offset = distanceMm - (normal.x * middle.x + normal.y * middle.y);
  const at = { x: middle.x + offset * normal.x, y: middle.y + offset * normal.y };
  const radius = Math.min(PART_OF_ROOM * (radiusMm - Math.abs(offset)), MOST_PIXELS * pixelMm(plane));
  let found: EdgeMtf;
  try {
    found = mtfOfEdge(plane, at, radius);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { rows: [notMeasured('MTF', 'lp/cm', error.message)], regions: [], plots: [], words: WORDS };
  }
  const { theory, whyNone } = expectedTransfer(experiment, subject);
  const contrast = Math.abs(hounsfield - (layout.disks[0]?.hounsfield ?? -1000));
  const angleDeg = fromTheAxesDeg(normal);
  return {
    rows: [
      ...[0.5, 0.1].map((level) =>
        transferRow(level, frequencyAtLevel(found.curve, level), theory, whyNone, () =>
          whyNotJudged(theory!, level, experiment.reconstruction.cutoff),
        ),
      ),
      judged(
        { what: 'Contrast across the edge', measured: Math.abs(found.contrast), unit: 'HU', expected: contrast },
        about(contrast, 10, IPEM),
      ),
      told({
        what: 'Angle between edge and pixels',
        measured: found.angleDeg,
        unit: '°',
        expected: angleDeg,
        remark: 'Reported only: the method takes any angle of some degrees.',
      }),
    ],
    regions: [{ label: 'edge', shape: { kind: 'circle', middle: at, radius } }],
    plots: [transferPlot(found.curve, theory)],
    words: WORDS,
  };
}

const WORDS =
  'All pixels about the edge make one profile by their distance from it, finer than the pixels are; the transform of its slope is the MTF (ISO 12233).';

function whyNotJudged(theory: FbpTheory, level: number, cutoff: number): NotJudged | null {
  const remark = whyAliased(theory, level);
  if (remark === null) return null;
  return cutoff > SMOOTH_CUTOFF ? { remark, remedy: 'cutoff' } : { remark };
}

/**
 * Why the MTF by an edge says little at a level, as a sentence; `null` where it says enough. The spectrum of an edge falls like
 * 1/f, and only the few views that see it from the side have any of it at high frequencies; what their channels alias there,
 * from 1/τ − f, adds up with one phase, at worst with that of the signal.
 */
export function whyAliased(theory: FbpTheory, level: number): string | null {
  const perMm = theoreticalFrequency(theory, level);
  if (perMm === null) return null;
  const transfer = (frequency: number) => theory.transfer(frequency) * (1 + aliasedPart(theory, frequency));
  const moved = theoreticalFrequency({ nyquistPerMm: theory.nyquistPerMm, transfer }, level);
  if (moved !== null && moved <= (1 + MOST_MOVED) * perMm) return null;
  return `Only the few views that see the edge from the side make it sharp, and at ${(10 * perMm).toFixed(1)} lp/cm what their channels alias adds up to ${Math.round(100 * aliasedPart(theory, perMm))} % of the signal. A smoother filter, or closer channels, alias less; a wire or a disk is seen by all views.`;
}

/** What views from the side alias at a frequency, as a part of the signal there. */
function aliasedPart({ settings }: FbpTheory, perMm: number): number {
  const { channelSpacingMm, aperture } = settings;
  const u = Math.min(perMm * channelSpacingMm, MOST_PERIODS);
  return ((u / (1 - u)) * sinc((1 - u) * aperture)) / sinc(u * aperture);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function fromTheAxesDeg({ x, y }: { readonly x: number; readonly y: number }): number {
  const angle = (Math.atan2(Math.abs(y), Math.abs(x)) * 180) / Math.PI;
  return Math.min(angle, 90 - angle);
}
