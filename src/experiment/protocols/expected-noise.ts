import type { PlanePoint } from '../../measure/plane.ts';
import type { Experiment } from '../experiment.ts';
import { hasBeam } from '../physics-of.ts';
import type { Subject } from '../subject.ts';
import type { FbpTheory } from '../theory/fbp-theory.ts';
import { noiseTheory } from '../theory/theory-of.ts';
import { type ExpectedTransfer, inWords } from './expected-transfer.ts';
import type { CircleRegion } from './regions.ts';
import type { DiskPart } from './slice-layout.ts';

const DIRECTIONS = 72;
const PLACES = 64;
/** Turns from place to place of a sunflower’s seeds, which cover a disk evenly. */
const GOLDEN_TURN = (3 - Math.sqrt(5)) / 2;

/** Whether photons are counted. */
export function hasNoise({ acquisition }: Experiment): boolean {
  return hasBeam(acquisition) && acquisition.noise !== undefined;
}

/** What theory says of the noise of a slice, or why it says nothing, as a sentence. */
export function expectedNoiseTheory(experiment: Experiment, subject: Subject): ExpectedTransfer {
  const { acquisition, corrections } = experiment;
  const none = (whyNone: string) => ({ theory: null, whyNone });
  if (!hasNoise(experiment) || !hasBeam(acquisition)) return none('The scan counts no photons, so it has no noise.');
  if (acquisition.beam.kind !== 'monochromatic') {
    return none('Theory does not tell what to expect: the beam has many energies.');
  }
  const { deadChannels, gainDrift, scatterToPrimary, motion } = acquisition;
  const isDisturbed = deadChannels.length > 0 || gainDrift > 0 || scatterToPrimary > 0 || motion.kind !== 'none';
  if (isDisturbed || corrections.length > 0) {
    return none('Theory does not tell what to expect: the scan has other faults than noise, or corrections of them.');
  }
  return inWords(noiseTheory(experiment, subject));
}

/**
 * The standard deviation of a pixel’s noise in a region of a uniform disk, in HU, as {@link expectedNoiseTheory}
 * has it: that of filtered back-projection (theory/fbp-theory.ts), with readings p whose variance is
 * e^(μL)/N + (e^(μL)·E/N)² behind a path L, N photons and E the noise of the electronics in photons, averaged over the
 * directions in which rays cross a pixel.
 *
 * @returns the root of the mean variance over the region
 */
export function expectedNoiseHounsfield(
  theory: FbpTheory,
  { acquisition }: Experiment,
  body: DiskPart,
  region: CircleRegion,
  waterMuPerMm: number,
): number {
  if (!hasBeam(acquisition) || !acquisition.noise) return Number.NaN;
  const { photons, electronicNoise } = acquisition.noise;
  const muPerMm = waterMuPerMm * (1 + body.hounsfield / 1000);
  let readings = 0;
  for (let i = 0; i < PLACES; i++) {
    const radius = region.radius * Math.sqrt((i + 0.5) / PLACES);
    const turn = 2 * Math.PI * GOLDEN_TURN * i;
    const place = {
      x: region.middle.x - body.middle.x + radius * Math.cos(turn),
      y: region.middle.y - body.middle.y + radius * Math.sin(turn),
    };
    for (let d = 0; d < DIRECTIONS; d++) {
      const opacity = Math.exp(muPerMm * pathMm(place, (d * Math.PI) / DIRECTIONS, body.radiusMm));
      readings += opacity / photons + ((opacity * electronicNoise) / photons) ** 2;
    }
  }
  const ofReading = readings / (PLACES * DIRECTIONS);
  const variance = ofReading * theory.variance;
  return (1000 * Math.sqrt(variance)) / waterMuPerMm;
}

/** The way through a disk about the origin of the ray through a place. */
function pathMm({ x, y }: PlanePoint, angleRad: number, radiusMm: number): number {
  const u = x * Math.cos(angleRad) + y * Math.sin(angleRad);
  return 2 * Math.sqrt(Math.max(0, radiusMm ** 2 - u ** 2));
}
