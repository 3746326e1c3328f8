import { type LevelFrequency, linePairsPerCm } from '../../measure/spectra/spectral-curve.ts';
import type { FbpTheory } from '../theory/fbp-theory.ts';
import { about, IEC, judged, notMeasured, told } from './limits.ts';
import type { ProtocolRow } from './protocol.ts';
import type { RemedyName } from './remedies.ts';

/** Why something is not judged, and with what setting it could be. */
export interface NotJudged {
  readonly remark: string;
  readonly remedy?: RemedyName;
}

/** The larger of both is allowed to either side. */
const MARGIN = { linePairsPerCm: 0.5, part: 0.15 } as const;
/** Steps in which the theoretical curve is searched, up to twice the Nyquist frequency, where interpolation passes nothing. */
const STEPS = 2000;

/** Where a theoretical MTF first falls to a level, in mm⁻¹; `null` where it does not. */
export function theoreticalFrequency(
  theory: Pick<FbpTheory, 'transfer' | 'nyquistPerMm'>,
  level: number,
): number | null {
  const at = (i: number) => (2 * theory.nyquistPerMm * i) / STEPS;
  for (let i = 1; i <= STEPS; i++) {
    const [before, value] = [theory.transfer(at(i - 1)), theory.transfer(at(i))];
    if (value <= level) return at(i - 1) + ((before - level) / (before - value)) * (at(i) - at(i - 1));
  }
  return null;
}

/**
 * The frequency at which so much of the modulation is left, compared with theory where there is one.
 *
 * @param whyNotJudged at a frequency in mm⁻¹; `null` where it is
 */
export function transferRow(
  level: number,
  found: LevelFrequency,
  theory: FbpTheory | null,
  whyNoTheory: string | null,
  whyNotJudged: (perMm: number) => NotJudged | null = () => null,
): ProtocolRow {
  const what = `MTF falls to ${100 * level} %`;
  if ('whyNot' in found) return notMeasured(what, 'lp/cm', found.whyNot);
  const row = { what, measured: linePairsPerCm(found.perMm), unit: 'lp/cm' };
  const expectedPerMm = theory && theoreticalFrequency(theory, level);
  if (expectedPerMm === null) return told({ ...row, remark: whyNoTheory ?? 'In theory it does not fall so far.' });
  const expected = linePairsPerCm(expectedPerMm);
  const whyNot = whyNotJudged(expectedPerMm);
  if (whyNot) return told({ ...row, expected, ...whyNot });
  const margin = Math.max(MARGIN.linePairsPerCm, MARGIN.part * expected);
  return judged({ ...row, expected }, about(expected, margin, `${IEC}: ±0.5 lp/cm or 15 %, whichever is more`));
}
