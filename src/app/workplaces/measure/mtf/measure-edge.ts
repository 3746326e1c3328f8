import { whyAliased } from '../../../../experiment/protocols/edge.ts';
import { sharpnessTheory } from '../../../../experiment/theory/theory-of.ts';
import type { PlanePoint } from '../../../../measure/plane.ts';
import { mtfOfEdge } from '../../../../measure/spectra/mtf-of-edge.ts';
import type { AnalysisContext, AnalysisResult } from '../analysis.ts';
import { knownEdge } from '../known-places.ts';
import { markFor } from '../mark-for.ts';
import { transferResult } from './transfer-result.ts';

/** Of the length of a known edge to either side, and of what is measured of it at the most, in mm. */
const KNOWN_PART = 0.5;
const MOST_KNOWN_MM = 25;

/** @throws InputError where no edge is seen there */
export function measureEdge(context: AnalysisContext): AnalysisResult {
  const { middle, radiusMm, name } = placeOf(context)!;
  const { curve, angleDeg, contrast } = mtfOfEdge(context.slice, middle, radiusMm);
  return transferResult(context, [{ name: 'measured', curve }], {
    title: `MTF of ${name}`,
    symbol: 'MTF',
    numbers: [
      { label: 'Edge to the pixels', value: angleDeg, unit: '°' },
      { label: 'Contrast', value: contrast, unit: context.unit },
    ],
    words: `${caution(context)}All pixels by their distance from the fitted edge, in quarters of a pixel, and the Fourier transform of the derivative; difference and bins are corrected for. A few views look along a straight edge and sample it at one place only, which adds to the curve more than theory has, the more the coarser the channels: a wire or a disk does not have this.`,
  });
}

/** What is to be known of f50 before it is believed. */
function caution({ experiment, subject }: AnalysisContext): string {
  const said = sharpnessTheory(experiment, subject);
  const why = 'theory' in said ? whyAliased(said.theory, 0.5) : null;
  return why === null ? '' : `Caution: f50 is not to be relied on. ${why} `;
}

/** A circle on the slice, or else the phantom’s only straight edge; `null` where there is neither. */
export function placeOf(
  context: AnalysisContext,
): { readonly middle: PlanePoint; readonly radiusMm: number; readonly name: string } | null {
  const mark = markFor(context, ['circle']);
  if (mark?.plane === 'slice') {
    return { middle: mark.form.middle, radiusMm: mark.form.radius, name: `the edge in ${mark.name}` };
  }
  const known = knownEdge(context.subject);
  if (!known) return null;
  const radiusMm = Math.min(MOST_KNOWN_MM, KNOWN_PART * known.halfLengthMm);
  return { middle: known.middle, radiusMm, name: 'the phantom’s edge' };
}
