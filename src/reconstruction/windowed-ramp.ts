/** The windows that a ramp filter may be multiplied with, by the name used in experiments. */
export const RAMP_WINDOWS = ['ram-lak', 'shepp-logan', 'cosine', 'hamming', 'hann'] as const;
export type RampWindow = (typeof RAMP_WINDOWS)[number];

/**
 * The ramp, band-limited by a window and sampled in space: h(nτ) = 2·∫₀^F f·W(f/F)·cos(2πf·nτ) df, F = cutoff/(2τ), in 1
 * over the square of the step's unit.
 *
 * The integrals are solved, so that a window ends where it says, between two frequencies of a transform too: with
 * r(x) = 2·∫₀^F f·cos(2πfx) df, a window a + b·cos(jπf/(2F)) makes a·r(x) + b·[r(x + j/(4F)) + r(x − j/(4F))]/2. For
 * Ram-Lak with cutoff 1 this is 1/(4τ²), 0 for even and −1/(π²n²τ²) for odd n (Kak & Slaney 1988, ch. 3, eq. 61), for
 * Shepp–Logan 2/(π²τ²(1 − 4n²)) (Shepp & Logan 1974, doi 10.1109/TNS.1974.6499235).
 *
 * @param step τ
 * @param cutoff fraction of the Nyquist frequency at which the window ends; beyond it there is nothing
 */
export function windowedRampSample(n: number, step: number, window: RampWindow, cutoff: number): number {
  const end = cutoff / (2 * step);
  // In places of the band-limited function's own: x·2F.
  const place = n * cutoff;
  switch (window) {
    case 'ram-lak':
      return cutoff === 1 ? rampSample(n, step) : end ** 2 * cutRamp(place);
    case 'shepp-logan':
      return ((end ** 2 * 2) / Math.PI) * (oneLessCosine(0.5 + place) + oneLessCosine(0.5 - place));
    case 'cosine':
      return (end ** 2 / 2) * (cutRamp(place + 0.5) + cutRamp(place - 0.5));
    case 'hamming':
      return end ** 2 * (0.54 * cutRamp(place) + 0.23 * (cutRamp(place + 1) + cutRamp(place - 1)));
    case 'hann':
      return end ** 2 * (0.5 * cutRamp(place) + 0.25 * (cutRamp(place + 1) + cutRamp(place - 1)));
  }
}

/** h(nτ) of the ramp up to Nyquist. */
function rampSample(n: number, step: number): number {
  if (n === 0) return 1 / (4 * step ** 2);
  if (n % 2 === 0) return 0;
  return -1 / (Math.PI * n * step) ** 2;
}

/** r(x)/F² at x = place/(2F): 2·∫₀¹ t·cos(π·place·t) dt, without the difference of large numbers that its primitive has. */
function cutRamp(place: number): number {
  return 2 * sinc(place) - sinc(place / 2) ** 2;
}

function sinc(x: number): number {
  return x === 0 ? 1 : sinOfHalfTurns(x) / (Math.PI * x);
}

/** (1 − cos πx)/(πx) */
function oneLessCosine(x: number): number {
  if (x === 0) return 0;
  const sine = sinOfHalfTurns(x / 2);
  return (2 * sine * sine) / (Math.PI * x);
}

/** sin πx, whose zeros are zeros: rounded far from 0, π·x would miss them. */
function sinOfHalfTurns(x: number): number {
  const turned = x % 2;
  return Number.isInteger(turned) ? 0 : Math.sin(Math.PI * turned);
}
