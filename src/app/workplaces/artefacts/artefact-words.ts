import { CORRECTIONS, type CorrectionName } from '../../../corrections/registry.ts';
import type { ArtefactName } from '../../../experiment/artefacts.ts';

/** What the laboratory tells about an artefact. */
export interface ArtefactWords {
  readonly title: string;
  /** Over the slice that has it. */
  readonly having: string;
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
    having: 'With too few projections',
    looks: 'Fine straight streaks from every sharp edge, strongest far from the axis.',
    arises:
      'The object is not measured between two views. Back-projection smears each view along straight lines, and no neighbouring view cancels them.',
    cureTitle: 'More projections',
    cures: 'About π/2 projections per channel across the object are enough. More projections cost time or dose.',
  },
  'limited-arc': {
    title: 'Too short an arc',
    having: 'With too short an arc',
    looks: 'Edges along the missing directions fade, and bright and dark wings point along them.',
    arises:
      'Each view measures one line through the image’s Fourier plane. A missing arc leaves a whole wedge of that plane unknown, and with it every edge whose frequencies lie there.',
    cureTitle: 'The full arc',
    cures: 'A parallel beam needs 180°, a fan beam 180° plus the fan angle. No filter restores what was not measured.',
  },
  noise: {
    title: 'Noise and dose',
    having: 'With noise',
    looks: 'Fine grain over the whole slice; low-contrast detail is lost first.',
    arises:
      'Photons arrive at random: a count of N fluctuates by √N, and the ramp filter amplifies noise most in fine detail. Four times the dose halves the noise.',
    cureTitle: 'A smoother filter',
    cures:
      'A Hann window with half the cutoff suppresses the finest detail, where most of the noise is. It costs sharpness instead of dose.',
  },
  starvation: {
    title: 'Photon starvation',
    having: 'With photon starvation',
    looks: 'Coarse streaks along the most attenuating directions, such as between the hips or through the shoulders.',
    arises:
      'Along the thickest paths hardly any photons reach the detector. The logarithm of a few counts is noisy, and biased where the count is zero.',
    ...curedBy('starvation'),
  },
  'beam-hardening': {
    title: 'Beam hardening',
    having: 'With beam hardening',
    looks: 'Cupping: the middle of a uniform object is too dark. Dark bands join dense parts.',
    arises:
      'A tube emits photons of many energies, and matter absorbs the low-energy ones first. The harder beam that remains is attenuated less than a single μ predicts.',
    ...curedBy('water'),
  },
  metal: {
    title: 'Metal',
    having: 'With metal',
    looks: 'Bright and dark streaks radiating from the metal, and dark bands between two pieces.',
    arises:
      'Metal hardens the beam far more than a water correction expects, and causes photon starvation. Readings through it are too low, and back-projection spreads the error over the slice. The lower the tube voltage, the more opaque the metal.',
    ...curedBy('metal'),
  },
  rings: {
    title: 'Rings',
    having: 'With rings',
    looks: 'Sharp circles centred on the axis of rotation.',
    arises:
      'A channel whose gain has drifted since the last calibration has the same error in every view: a stripe in the sinogram, a circle in the slice.',
    ...curedBy('rings'),
  },
  motion: {
    title: 'Motion',
    having: 'With motion',
    looks: 'Double edges, and streaks from sharp structures, strongest across the direction of motion.',
    arises: 'Different views see the object in different positions, and no single slice fits them all.',
    cureTitle: 'A faster scan',
    cures:
      'The scan is nearly over when the patient moves: only a tenth of the views are affected instead of half. Faster rotation needs a more powerful tube for the same dose.',
  },
  scatter: {
    title: 'Scatter',
    having: 'With scatter',
    looks: 'Cupping and dark bands like those of beam hardening, and less contrast everywhere.',
    arises:
      'Scattered photons reach the wrong channels. Where little primary radiation arrives, they make the object look less attenuating.',
    ...curedBy('scatter'),
  },
  'partial-volume': {
    title: 'Partial volume',
    having: 'With partial volume',
    looks: 'Dense edges blur, and streaks start where a channel sees both sides of an edge.',
    arises:
      'A wide channel averages photons, not line integrals. If bone covers half of it, its line integral is too low, because the logarithm of a mean is not the mean of the logarithms.',
    cureTitle: 'Finer channels',
    cures: 'Channels as narrow as the detail. Each one then counts fewer photons.',
  },
  truncation: {
    title: 'Truncation',
    having: 'With truncation',
    looks: 'A bright rim at the edge of the field of view, and values that are too high inside.',
    arises:
      'Views that end inside the object look as if the object ended there. The filter turns this abrupt step into a bright rim and raises every value inside.',
    ...curedBy('truncation'),
  },
  'wrong-axis': {
    title: 'Wrong axis of rotation',
    having: 'With a wrong axis',
    looks: 'Points become half circles (tuning-fork artefacts) and edges are doubled.',
    arises: 'The detector is shifted slightly from where the reconstruction assumes it to be.',
    ...curedBy('axis'),
  },
};

/** A title as part of another, or of a sentence. */
export function inSentence(title: string): string {
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}
