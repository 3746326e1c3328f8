/** Where somebody looks at a picture from, and how large it is there. */
export interface Viewing {
  /** From the eye to the screen. */
  readonly distanceMm: number;
  /** Millimetres on the screen for one millimetre of the object. */
  readonly magnification: number;
}

/** Half a metre from a screen on which a head or a body is about as large as it is. */
export const USUAL_VIEWING: Viewing = { distanceMm: 500, magnification: 1 };

/** n, c in degrees^0.68 and a of Eckstein et al. */
const [POWER, DECAY, DECAY_POWER] = [1.5, 0.98, 0.68];

/**
 * What the eye passes of a spatial frequency of the object, at the most 1: E = |ρⁿ·exp(−c·ρᵃ)|² with n = 1.5, c = 0.98,
 * a = 0.68 and ρ in periods per degree (Eckstein, Bartroff, Abbey, Whiting & Bochud, Opt. Express 11:460, 2003, doi
 * 10.1364/OE.11.000460; squared as in Christianson et al., Radiology 275:725, 2015, doi 10.1148/radiol.15132091, whose d′
 * AAPM TG-233 takes up). The eye is most sensitive at 3.3 periods per degree.
 *
 * @param frequency in mm⁻¹ of the object
 */
export function eyeFilter(frequency: number, { distanceMm, magnification }: Viewing = USUAL_VIEWING): number {
  const perDegree = (Math.abs(frequency) / magnification) * distanceMm * (Math.PI / 180);
  return (through(perDegree) / through(BEST_PER_DEGREE)) ** 2;
}

/** Where the derivative of ρⁿ·exp(−c·ρᵃ) is 0. */
const BEST_PER_DEGREE = (POWER / (DECAY * DECAY_POWER)) ** (1 / DECAY_POWER);

function through(perDegree: number): number {
  return perDegree ** POWER * Math.exp(-DECAY * perDegree ** DECAY_POWER);
}
