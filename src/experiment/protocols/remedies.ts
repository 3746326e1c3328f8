import * as v from 'valibot';
import { type Acquisition, acquisitionSchema, type BeamAcquisition } from '../acquisition-schema.ts';
import type { Experiment } from '../experiment.ts';
import { hasBeam } from '../physics-of.ts';

export type RemedyName = 'photons' | 'channel-width' | 'cutoff';

/** What of an experiment a remedy changes. */
export interface RemedyChanges {
  readonly acquisition?: Acquisition;
  readonly reconstruction?: { readonly cutoff: number };
}

/** A setting with which a protocol can judge what it cannot judge now. */
export interface Remedy {
  /** What it does, as a button has it. */
  readonly title: string;
  changes(experiment: Experiment): RemedyChanges;
}

/** For each reading: enough for disks of low contrast, few enough for noise to be seen. */
const PHOTONS = 1e6;
/** A part of the channels’ Nyquist frequency, at which little of an edge is aliased (edge.ts). */
export const SMOOTH_CUTOFF = 0.4;

export const REMEDIES: Readonly<Record<RemedyName, Remedy>> = {
  photons: {
    title: 'Add photon noise (1,000,000 for each reading)',
    changes: (experiment) => ({
      acquisition: { ...withBeam(experiment), noise: { photons: PHOTONS, electronicNoise: 0 } },
    }),
  },
  'channel-width': {
    title: 'Set the channel width to 1',
    changes: (experiment) => ({ acquisition: { ...withBeam(experiment), channelAperture: 1 } }),
  },
  cutoff: {
    title: `Set the filter’s cutoff to ${SMOOTH_CUTOFF}`,
    changes: () => ({ reconstruction: { cutoff: SMOOTH_CUTOFF } }),
  },
};

/** Exact line integrals get a beam of one energy without faults, which reads the same. */
function withBeam({ acquisition }: Experiment): BeamAcquisition {
  if (hasBeam(acquisition)) return acquisition;
  const made = v.parse(acquisitionSchema, { beam: { kind: 'monochromatic' } });
  if (!hasBeam(made)) throw new Error('a monochromatic beam is a beam');
  return made;
}
