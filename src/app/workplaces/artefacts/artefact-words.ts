import { CORRECTIONS, type CorrectionName } from '../../../corrections/registry.ts';
import type { ArtefactName } from '../../../experiment/artefacts.ts';

/** What the laboratory tells about an artefact. */
export interface ArtefactWords {
  readonly title: string;
  /** How to recognise it. */
  readonly looks: string;
  /** Why it arises. */
  readonly arises: string;
  readonly cureTitle: string;
  /** What the cure does, and what it costs. */
  readonly cures: string;
}

/** By a correction, in its own words. */
function curedBy(name: CorrectionName): Pick<ArtefactWords, 'cureTitle' | 'cures'> {
  const { title, help } = CORRECTIONS.get(name).words;
  return { cureTitle: title, cures: help };
}

export const ARTEFACT_WORDS: Readonly<Record<ArtefactName, ArtefactWords>> = {
  undersampling: {
    title: 'Too few projections',
    looks: 'Fine straight streaks from every edge, strongest far from the axis.',
    arises:
      'Between two views the object is not measured, and back-projection smears each view along straight lines that no neighbour cancels.',
    cureTitle: 'More projections',
    cures: 'About π/2 views for every channel across the object leave no gap. More views cost time or dose.',
  },
  'limited-arc': {
    title: 'Too short an arc',
    looks: 'Edges along the missing directions fade, and bright and dark wings point along them.',
    arises:
      'Each view measures one line of the image’s Fourier plane. Without an arc of views a whole wedge of that plane is unknown, and so is every edge that lives in it.',
    cureTitle: 'The whole arc',
    cures: 'A parallel beam needs 180°, a fan 180° and its own opening. No filter brings back what was not measured.',
  },
  noise: {
    title: 'Noise and dose',
    looks: 'Fine grain over the whole slice, finest where the filter is sharpest; low contrast drowns first.',
    arises:
      'Photons arrive one by one: a reading of N photons is uncertain by √N, and the ramp filter raises the uncertainty of fine detail most. Four times the dose halves the grain.',
    cureTitle: 'A smoother filter',
    cures:
      'A Hann window at half the cutoff leaves out the finest detail, where most of the noise is. It costs sharpness instead of dose.',
  },
  starvation: {
    title: 'Photon starvation',
    looks: 'Coarse streaks along the directions in which most was absorbed: between the hips, through the shoulders.',
    arises:
      'Through the thickest paths hardly a photon arrives. The logarithm of a few counts is noisy, and biased where the count is zero.',
    ...curedBy('starvation'),
  },
  'beam-hardening': {
    title: 'Beam hardening',
    looks: 'A cup: the middle of a uniform object is too dark, and dark bands join dense parts.',
    arises:
      'A tube sends photons of many energies, and matter takes the soft ones first. Behind much matter the rest penetrates better than a single μ can say.',
    ...curedBy('water'),
  },
  metal: {
    title: 'Metal',
    looks: 'Bright and dark stars around the metal and dark bands between two pieces.',
    arises:
      'Metal hardens the beam far beyond what a correction for water expects, and starves the detector. Readings through it say too little, and back-projection spreads the error over the slice. The softer the tube’s photons, the blacker metal is to them.',
    ...curedBy('metal'),
  },
  rings: {
    title: 'Rings',
    looks: 'Sharp circles about the axis of rotation.',
    arises:
      'A channel whose gain has drifted since the last calibration is wrong by the same amount in every view: a stripe in the sinogram, a circle in the slice.',
    ...curedBy('rings'),
  },
  motion: {
    title: 'Motion',
    looks: 'Double edges and streaks from whatever is sharp, strongest across the direction of the motion.',
    arises: 'The views show the object in different places, and no single slice fits them all.',
    cureTitle: 'A faster scan',
    cures:
      'The scan is nearly over when the patient moves: a tenth of the views are still spoiled instead of half. Fast rotation needs a stronger tube for the same dose.',
  },
  scatter: {
    title: 'Scatter',
    looks: 'A cup and dark bands like those of beam hardening, with less contrast everywhere.',
    arises:
      'Photons that have changed direction arrive where they do not belong. Where few arrive straight, the scattered ones make the object look thinner.',
    ...curedBy('scatter'),
  },
  'partial-volume': {
    title: 'Partial volume',
    looks: 'Dense edges blur, and streaks leave them where a channel sees both sides.',
    arises:
      'A wide channel averages photons, not line integrals: half of it behind bone and half beside it reads too little, for the logarithm of a mean is not the mean of logarithms.',
    cureTitle: 'Finer channels',
    cures: 'Channels as fine as the detail. Each then counts fewer photons.',
  },
  truncation: {
    title: 'Truncation',
    looks: 'A bright rim where the field of view ends, and values that are too high within.',
    arises:
      'Views that end inside the object look as if it ended there. The filter answers the sudden step with a rim, and every value within is lifted.',
    ...curedBy('truncation'),
  },
  'wrong-axis': {
    title: 'Wrong axis of rotation',
    looks: 'Points become half circles, edges double: tuning forks.',
    arises: 'The detector stands a little to the side of where the reconstruction believes it to be.',
    ...curedBy('axis'),
  },
};
