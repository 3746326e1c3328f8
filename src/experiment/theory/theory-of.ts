import { geometryNamed } from '../../geometry/scan.ts';
import { raysOfChannel } from '../../physics/scan-plan.ts';
import { hasBeam } from '../physics-of.ts';
import type { Experiment } from '../settings.ts';
import type { Subject } from '../subject.ts';
import { type FbpSettings, FbpTheory } from './fbp-theory.ts';

/** What theory says of an experiment’s slices, or why it says nothing, as a sentence. */
export type ExperimentTheory = { readonly theory: FbpTheory } | NoTheory;

export interface NoTheory {
  /** As a sentence. */
  readonly whyNot: string;
  /** As a part of one. */
  readonly reason: string;
}

/** Corrections that leave sharpness and noise of the readings as they are, but for a factor. */
const HARMLESS = ['water', 'axis', 'truncation', 'scatter'];

/** What sharpness the slices of an experiment have by theory. */
export function sharpnessTheory({ acquisition, ...experiment }: Experiment, subject: Subject): ExperimentTheory {
  const settings = settingsOf(experiment, subject);
  if ('whyNot' in settings) return settings;
  if (subject.kind === 'image')
    return noTheory('the phantom is an image, whose own pixels blur it before it is scanned');
  if (!hasBeam(acquisition)) return { theory: new FbpTheory({ ...settings, aperture: 0 }) };
  if (acquisition.crosstalk > 0) return noTheory('channels share their signal with their neighbours (crosstalk)');
  if (acquisition.motion.kind !== 'none') return noTheory('the phantom moves');
  const aperture = acquisition.channelAperture;
  const apertureRays = raysOfChannel({ ...acquisition, focalSpotMm: 0 }).length;
  return { theory: new FbpTheory({ ...settings, aperture, apertureRays }) };
}

/** What noise the slices of an experiment have by theory, for readings of variance 1 that know nothing of each other. */
export function noiseTheory({ acquisition, ...experiment }: Experiment, subject: Subject): ExperimentTheory {
  const settings = settingsOf(experiment, subject);
  if ('whyNot' in settings) return settings;
  if (!hasBeam(acquisition) || acquisition.noise === undefined) {
    return noTheory('nothing counts photons in this scan, so that it has no noise');
  }
  if (acquisition.crosstalk > 0) return noTheory('channels share their signal with their neighbours (crosstalk)');
  return { theory: new FbpTheory({ ...settings, aperture: 0 }) };
}

function settingsOf(
  { scan, reconstruction, corrections }: Omit<Experiment, 'acquisition'>,
  subject: Subject,
): Omit<FbpSettings, 'aperture'> | NoTheory {
  const { source, makesVolumes, words } = geometryNamed(scan.geometry);
  if (subject.kind === 'measurement')
    return noTheory('the scan was measured elsewhere, by a detector that it does not describe');
  if (source !== null || makesVolumes) {
    return noTheory(
      `these are ${words.rays}, whose sharpness and noise change from place to place; it is for parallel rays`,
    );
  }
  const { method, filter, cutoff, interpolation } = reconstruction;
  if (method !== 'fbp') return noTheory('it is for filtered back-projection');
  if (filter === 'none') return noTheory('the slice is unfiltered');
  const turns = scan.arcDeg / 180;
  if (Math.abs(turns - Math.round(turns)) > 1e-6) {
    return noTheory('it is for views over half a turn, or a multiple of it, all of which count alike');
  }
  const changing = corrections.find(({ kind }) => !HARMLESS.includes(kind));
  if (changing) return noTheory(`a correction (${changing.kind}) changes sharpness and noise in ways of its own`);
  return { channelSpacingMm: scan.channelSpacingMm, views: scan.views, window: filter, cutoff, interpolation };
}

function noTheory(reason: string): NoTheory {
  return { whyNot: `No theoretical curve is shown: ${reason}.`, reason };
}
