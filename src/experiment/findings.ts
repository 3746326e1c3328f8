import type { Correction, Figures, Finding, Findings, MadeCorrection, Sought } from '../corrections/correction.ts';
import { CORRECTIONS } from '../corrections/registry.ts';
import type { Scan } from '../geometry/scan.ts';
import type { ScanAdvice } from './advice.ts';

/** The correction that finds a number of the scan. */
export function seekerOf(key: Sought['key']): Correction | null {
  return CORRECTIONS.all.find(({ seeks }) => seeks?.key === key) ?? null;
}

/** What corrections have found that are still made. */
function madeFindings(
  corrections: readonly MadeCorrection[],
  findings: Findings,
): readonly { readonly seeks: Sought; readonly finding: Finding }[] {
  return corrections.flatMap(({ kind }) => {
    const { seeks } = CORRECTIONS.get(kind);
    const finding = findings[kind];
    return seeks && finding && !('figures' in finding) ? [{ seeks, finding }] : [];
  });
}

/** A scan as the readings have it. */
export function scanAsFound(scan: Scan, corrections: readonly MadeCorrection[], findings: Findings): Scan {
  const found = { ...scan };
  for (const { seeks, finding } of madeFindings(corrections, findings)) found[seeks.key] += finding.shift ?? 0;
  return found;
}

/** What was found, or that it is unknown and why; and what corrections have done, in numbers. */
export function findingAdvice(
  corrections: readonly MadeCorrection[],
  findings: Findings,
  binChannels = 1,
): ScanAdvice[] {
  const found = madeFindings(corrections, findings).map(({ seeks, finding }): ScanAdvice => {
    const ok = finding.shift !== null;
    const isOfAxis = seeks.key === 'offset' && { isOfAxis: true as const };
    return {
      kind: 'finding',
      ok,
      title: ok ? seeks.found : seeks.unknown,
      sentence: seeks.says(inOwnChannels(finding, binChannels)),
      ...isOfAxis,
    };
  });
  const told = corrections.flatMap(({ kind }): ScanAdvice[] => {
    const { tells } = CORRECTIONS.get(kind);
    const done = findings[kind];
    if (!tells || !done || !('figures' in done)) return [];
    return [{ kind: 'finding', ok: true, title: tells.title, sentence: tells.sentence(done.figures) }];
  });
  return [...told, ...found];
}

/** What was found, by what reports call it, and what corrections have done. @param binChannels so many channels of the detector are one */
export function reportedFindings(
  findings: Findings,
  binChannels = 1,
): Readonly<Record<string, number | null | Readonly<Record<string, Figures>>>> {
  const found: Record<string, number | null> = {};
  const corrections: Record<string, Figures> = {};
  for (const [name, finding] of Object.entries(findings)) {
    if ('figures' in finding) corrections[name] = finding.figures;
    else found[CORRECTIONS.get(name).seeks?.reportedAs ?? name] = inOwnChannels(finding, binChannels).shift;
  }
  return { ...found, ...(Object.keys(corrections).length > 0 && { corrections }) };
}

/** In channels of the detector, as `offset` is, where several of them were taken for one. */
function inOwnChannels(finding: Finding, binChannels: number): Finding {
  return finding.shift === null ? finding : { ...finding, shift: finding.shift * binChannels };
}
