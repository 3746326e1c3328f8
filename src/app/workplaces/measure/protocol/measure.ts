import {
  measurePhantom,
  type ProtocolReport,
  whyNoProtocol,
} from '../../../../experiment/protocols/measure-phantom.ts';
import { PROTOCOLS } from '../../../../experiment/protocols/registry.ts';
import { readSlice } from '../../../../experiment/volume-slabs.ts';
import { PHANTOM_GROUPS } from '../../../../phantom/library.ts';
import type { AnalysisContext, AnalysisResult, OfferedPhantom, ShownRegion } from '../analysis.ts';

/** Measures the phantom by its protocol; where there is none, says why and offers phantoms that have one. */
export async function measureProtocol({
  engine,
  experiment,
  subject,
  result,
}: Pick<AnalysisContext, 'engine' | 'experiment' | 'subject' | 'result'>): Promise<AnalysisResult> {
  const why = whyNoProtocol(experiment, subject);
  if (why !== null)
    return { plot: null, numbers: [], words: `${why} These phantoms are made for one:`, offers: offeredPhantoms() };
  const { volume, volumeGrid } = result;
  const protocols = await measurePhantom({
    ...{ experiment, subject, result },
    readSlice: (slice) => readSlice(engine.operators, volume, volumeGrid, slice),
  });
  return {
    ...{ plot: null, numbers: [], protocols, regions: regionsOf(protocols) },
    words: protocols.map(({ sentence }) => sentence).join(' '),
  };
}

/** The phantoms of slices that protocols are made for, in the order of these. */
function offeredPhantoms(): readonly OfferedPhantom[] {
  const entries = PHANTOM_GROUPS.flatMap(({ entries }) => entries);
  const names = new Set(PROTOCOLS.all.flatMap(({ phantoms }) => phantoms));
  return [...names].flatMap((name) => entries.filter((entry) => entry.name === name));
}

/** Each in its slice. */
function regionsOf(protocols: readonly ProtocolReport[]): readonly ShownRegion[] {
  return protocols.flatMap(({ heightMm, regions }) => regions.map((region) => ({ ...region, heightMm })));
}
