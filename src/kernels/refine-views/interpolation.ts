/**
 * How filtered views are read between their channels, by the name used in experiments.
 *
 * `linear`: straight lines from channel to channel. `smooth`: straight lines over half a channel, between numbers of twice
 * the density that {@link SMOOTH_SIXTEENTHS} makes.
 */
export const INTERPOLATIONS = ['linear', 'smooth'] as const;
export type Interpolation = (typeof INTERPOLATIONS)[number];

/**
 * What the numbers of twice the density are made of, in sixteenths: at a channel, itself and both neighbours; midway, the
 * two channels beside and the two beyond them, which is the cubic through the four (Deslauriers & Dubuc, Constr. Approx.
 * 5:49, 1989, doi 10.1007/BF01889598). Next to a detector's ends, where one is missing, they are those of `linear`.
 *
 * Sampling repeats a view's spectrum beyond the Nyquist frequency, where the ramp has made it largest. Linear
 * interpolation lets much of the first repetition pass (0.41 of the amplitude at Nyquist, a tenth at 0.75 channels⁻¹),
 * as streaks and as noise. These weights keep what lies below Nyquist within 8 % of linear interpolation up to
 * 0.45 channels⁻¹ and stop the repetition sooner. The channels' own 1, 14, 1 is what makes the difference to the cubic
 * alone. Means stay: both rows add up to 16.
 */
export const SMOOTH_SIXTEENTHS = { atChannel: [1, 14, 1], midway: [-1, 9, 9, -1] } as const;

/**
 * What an interpolation passes of a frequency, in periods per channel: the transform of a single 1.
 *
 * @param frequency up to 1, the first zero of both
 */
export function interpolationTransfer(interpolation: Interpolation, frequency: number): number {
  if (interpolation === 'linear') return sinc(frequency) ** 2;
  const [beside, own] = SMOOTH_SIXTEENTHS.atChannel;
  const [beyond, next] = SMOOTH_SIXTEENTHS.midway;
  const cosine = (halfChannels: number) => Math.cos(Math.PI * frequency * halfChannels);
  const dense = (own / 2 + next * cosine(1) + beside * cosine(2) + beyond * cosine(3)) / 16;
  return dense * sinc(frequency / 2) ** 2;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
