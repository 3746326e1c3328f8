import type { PlanePoint } from '../../measure/plane.ts';
import type { Experiment } from '../experiment.ts';
import { hasBeam } from '../physics-of.ts';
import { areParallelOverHalfTurns, fbpTheoryOf } from './expected-transfer.ts';
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

/** Why theory does not tell how noisy a slice is, as a sentence; `null` where it does. */
export function whyNoNoiseTheory({ acquisition, scan, reconstruction, corrections }: Experiment): string | null {
  if (!hasBeam(acquisition) || !acquisition.noise) return 'The scan counts no photons, so it has no noise.';
  if (!areParallelOverHalfTurns(scan)) {
    return 'Theory tells the noise of parallel rays over half a turn or a whole one.';
  }
  if (acquisition.beam.kind !== 'monochromatic') return 'Theory tells the noise of a beam of one energy.';
  if (reconstruction.method !== 'fbp' || reconstruction.filter === 'none') {
    return 'Theory tells the noise of filtered back-projection.';
  }
  const { crosstalk, deadChannels, gainDrift, scatterToPrimary, motion } = acquisition;
  const isDisturbed = crosstalk > 0 || deadChannels.length > 0 || gainDrift > 0 || scatterToPrimary > 0;
  if (isDisturbed || motion.kind !== 'none' || corrections.length > 0) {
    return 'Theory tells the noise of a scan without other faults and corrections.';
  }
  return null;
}

/**
 * The standard deviation of a pixel’s noise in a region of a uniform disk, in HU, where {@link whyNoNoiseTheory} says
 * nothing against it: that of filtered back-projection (theory/fbp-theory.ts), with readings p whose variance is
 * e^(μL)/N + (e^(μL)·E/N)² behind a path L, N photons and E the noise of the electronics in photons, averaged over the
 * directions in which rays cross a pixel.
 *
 * @returns the root of the mean variance over the region
 */
export function expectedNoiseHounsfield(
  experiment: Experiment,
  body: DiskPart,
  region: CircleRegion,
  waterMuPerMm: number,
): number {
  const { acquisition } = experiment;
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
  const variance = ofReading * fbpTheoryOf(experiment).variance;
  return (1000 * Math.sqrt(variance)) / waterMuPerMm;
}

/** The way through a disk about the origin of the ray through a place. */
function pathMm({ x, y }: PlanePoint, angleRad: number, radiusMm: number): number {
  const u = x * Math.cos(angleRad) + y * Math.sin(angleRad);
  return 2 * Math.sqrt(Math.max(0, radiusMm ** 2 - u ** 2));
}
