import { CORRECTIONS, type CorrectionName } from '../../../corrections/registry.ts';
import type { ArtefactName } from '../../../experiment/artefacts.ts';

/** What the laboratory tells about an artefact. */
export interface ArtefactWords {
  readonly title: string;
  /** Over the slice that has it. */
  readonly having: string;
  /** How to recognise it. */
  readonly looks: string;
  /** What there is to see of it in the sinogram. */
  readonly traces: string;
  /** Why it arises. */
  readonly arises: string;
  /** Whether the data of the scan are corrected, or another scan has to be made. */
  readonly cureIs: 'Remedy' | 'Prevention';
  readonly cureTitle: string;
  /** What the cure does, what it costs, and what it leaves. */
  readonly cures: string;
  /** The same of what iterations make of the same readings, where that helps. */
  readonly iterated?: Pick<ArtefactWords, 'cureIs' | 'cureTitle' | 'cures'>;
}

/** By a correction of the data, under its own name. */
function remedy(name: CorrectionName, cures: string): Pick<ArtefactWords, 'cureIs' | 'cureTitle' | 'cures'> {
  return { cureIs: 'Remedy', cureTitle: CORRECTIONS.get(name).words.title, cures };
}

/** By iterations over the readings as they are. */
function iterations(cureTitle: string, cures: string): Pick<ArtefactWords, 'iterated'> {
  return { iterated: { cureIs: 'Remedy', cureTitle, cures } };
}

export const ARTEFACT_WORDS: Readonly<Record<ArtefactName, ArtefactWords>> = {
  undersampling: {
    title: 'Too few projections',
    having: 'With too few projections',
    looks: 'Fine straight streaks from every sharp edge, strongest far from the axis.',
    traces: 'Few rows, each as tall as the gap to the next view.',
    arises:
      'The object is not measured between two views. Back-projection smears each view along straight lines, and no neighbouring view cancels them.',
    cureIs: 'Prevention',
    cureTitle: 'More projections',
    cures: 'About π/2 projections per channel across the object are enough. They cost time or dose.',
    ...iterations(
      'Total variation',
      'Of all images that agree with the readings, it looks for one with little contrast along its edges: streaks go first. This phantom is made of even pieces, as the method expects; a patient’s fine texture would be smoothed away with the streaks, and thin vessels fade here too.',
    ),
  },
  'limited-arc': {
    title: 'Too short an arc',
    having: 'With too short an arc',
    looks: 'Edges along the missing directions fade, and bright and dark wings point along them.',
    traces: 'It ends before the half turn is complete.',
    arises:
      'Each view measures one line through the image’s Fourier plane. A missing arc leaves a whole wedge of that plane unknown, and with it every edge whose frequencies lie there.',
    cureIs: 'Prevention',
    cureTitle: 'The full arc',
    cures:
      'A parallel beam needs 180°, a fan beam 180° plus the fan angle. It costs time and dose, and a gantry that can turn so far; no filter restores what was not measured.',
    ...iterations(
      'Total variation',
      'With the rule that nothing is below 0, it gives even regions most of their values back, and the wings go. Edges along the missing directions stay blurred: nothing has measured them. It guesses that the object is even; of a patient’s texture it would know less.',
    ),
  },
  noise: {
    title: 'Noise and dose',
    having: 'With noise',
    looks: 'Fine grain over the whole slice; low-contrast detail is lost first.',
    traces: 'Little grain, most where rays are long. The ramp filter makes more of it.',
    arises:
      'Photons arrive at random: a count of N fluctuates by √N, and the ramp filter amplifies noise most in fine detail. Four times the dose halves the noise.',
    cureIs: 'Remedy',
    cureTitle: 'A smoother filter',
    cures:
      'A Hann window with half the cutoff suppresses the finest detail, where most of the noise is. It costs sharpness instead of dose.',
  },
  starvation: {
    title: 'Photon starvation',
    having: 'With photon starvation',
    looks: 'Coarse streaks along the longest paths, here from shoulder to shoulder.',
    traces: 'Grain in the bright middle of the views along those paths, and nowhere else.',
    arises:
      'Along the longest paths hardly any photons reach the detector. The logarithm of a few counts is noisy, and biased where the count is zero.',
    ...remedy(
      'starvation',
      'Only readings with few photons are averaged with their neighbours: the fewer, the more. What is lost is sharpness along the longest paths, and dark bands remain where nothing was counted. More tube current for these views would prevent it.',
    ),
    ...iterations(
      'Weighting by counts',
      'PWLS trusts each reading as far as its count goes, and a prior wants neighbouring pixels to be alike. The streaks go; edges along the longest paths blur, and a dark band remains there: what few photons have told is too low, however little it counts.',
    ),
  },
  'beam-hardening': {
    title: 'Beam hardening',
    having: 'With beam hardening',
    looks: 'Cupping: the middle of the water is darker than its rim. A dark band joins the two bones.',
    traces: 'Hardly any trace: the longest paths read a few per cent too low.',
    arises:
      'A tube emits photons of many energies, and matter absorbs the low-energy ones first. The harder beam that remains is attenuated less than a single μ predicts.',
    ...remedy(
      'water',
      'Each reading becomes what water would give at a single energy. The cupping goes; the band between the bones stays, because bone hardens the beam more than as much water.',
    ),
  },
  metal: {
    title: 'Metal',
    having: 'With metal',
    looks: 'Dark bands between two pieces of metal, or metal and bone, with bright streaks beside them.',
    traces: 'A bright wave for each piece. The worst readings are where two waves cross.',
    arises:
      'Metal hardens the beam far more than a water correction expects, so readings through it are too low, and back-projection spreads the error over the slice. The lower the tube voltage, the more opaque the metal.',
    ...remedy(
      'metal',
      'The waves of the metal are replaced by straight lines between their neighbours, and the metal is put back. The dark bands go, but such a line also cuts through the wave of the bone: new bands run from the edges of the bone past each piece of metal.',
    ),
    ...iterations(
      'Weighting by counts',
      'PWLS gives readings through metal, of which few photons are left, next to no weight, and invents none in their place: no new bands arise. A faint shade between the pieces remains, where hardly any reading is good. The prior smooths fine detail everywhere.',
    ),
  },
  rings: {
    title: 'Rings',
    having: 'With rings',
    looks: 'Sharp circles about the axis of rotation.',
    traces: 'Vertical lines, shown here in a window on long paths.',
    arises:
      'A channel whose gain has drifted since the last calibration has the same error in every view: a line in the sinogram, a circle in the slice.',
    ...remedy(
      'rings',
      'An offset that a channel shows in most views, but its neighbours do not, is subtracted. Broad rings remain, and real circles about the axis are weakened. Calibrating the detector more often prevents rings.',
    ),
  },
  motion: {
    title: 'Motion',
    having: 'With motion',
    looks: 'Ribs and skin are double or smeared, and dark and bright streaks run along them.',
    traces: 'No trace that the eye finds: each view alone is a good one.',
    arises: 'Different views see the chest in different states, and no single slice fits them all.',
    cureIs: 'Prevention',
    cureTitle: 'A faster scan',
    cures:
      'A scan ten times as fast sees a tenth of the breath. It needs ten times the tube power for the same dose; holding one’s breath needs none.',
  },
  scatter: {
    title: 'Scatter',
    having: 'With scatter',
    looks: 'A dark middle and a dark band between the bones, as with beam hardening, and less contrast of the muscle.',
    traces: 'Hardly any trace: the longest paths read too low.',
    arises:
      'Scattered photons reach the wrong channels. Where little primary radiation arrives, they make the object look less attenuating.',
    ...remedy(
      'scatter',
      'Channels beside the object see the open beam: what they read too much is scatter, and is subtracted from the view. Here scatter is the same all along a view, so all of it goes; real scatter is not, part remains, and so does its noise. A grid before the detector prevents most of it.',
    ),
  },
  'partial-volume': {
    title: 'Partial volume',
    having: 'With partial volume',
    looks: 'Edges of bone blur, and dark streaks continue the long ones.',
    traces: 'Hardly any trace: columns are wider, and edges less sharp.',
    arises:
      'A wide channel averages photons, not line integrals. If bone covers half of it, its line integral is too low, because the logarithm of a mean is not the mean of the logarithms.',
    cureIs: 'Prevention',
    cureTitle: 'Finer channels',
    cures: 'Channels as narrow as the detail. Each of them counts fewer photons, so noise grows.',
  },
  truncation: {
    title: 'Truncation',
    having: 'With truncation',
    looks:
      'A bright rim at the edge of the field of view (the circle), and values too high inside, more so near the rim.',
    traces: 'Rows end while they are still bright: the object goes on beyond the detector.',
    arises:
      'Views that end inside the object look as if the object ended there. The filter turns this abrupt step into a bright rim and raises every value inside.',
    ...remedy(
      'truncation',
      'Each view is carried on beyond the detector as if by a cylinder of water, so that the filter meets no step. Outside the circle the slice remains a guess; only a wider detector prevents that.',
    ),
  },
  'wrong-axis': {
    title: 'Wrong axis of rotation',
    having: 'With a wrong axis',
    looks: 'Points become tuning forks, a half circle with two prongs, and edges are double.',
    traces: 'Everything lies to one side: its middle is not at u = 0.',
    arises: 'The detector is shifted slightly from where the reconstruction assumes it to be.',
    ...remedy(
      'axis',
      'The centre of mass of all views swings about the true axis, which tells where that is. No dose is needed; only where neither this nor symmetry tells it, the offset has to be tried by hand.',
    ),
  },
};

/** What makes the difference, and of which kind it is. */
export function cureHeading({ cureIs, cureTitle }: Pick<ArtefactWords, 'cureIs' | 'cureTitle'>): string {
  return `${cureIs}: ${inSentence(cureTitle)}`;
}

/** A title as part of another, or of a sentence. */
export function inSentence(title: string): string {
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}
