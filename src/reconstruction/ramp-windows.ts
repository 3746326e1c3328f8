/**
 * A window that a ramp filter may be multiplied with: another is another entry of the table below.
 */
interface RampWindowEntry {
  /** In files and links. */
  readonly name: string;
  /** On screen. */
  readonly label: string;
  /** W at a part of the frequency at which the window ends, 0 … 1. */
  response(part: number): number;
  /**
   * The windowed ramp at a place of the band-limited function's own, x·2F for the distance x and the frequency F at which
   * the window ends: 2·∫₀^F f·W(f/F)·cos(2πfx) df.
   *
   * @param peak F²
   */
  ramp(place: number, peak: number): number;
}

const ENTRIES = [
  { name: 'ram-lak', label: 'Ram–Lak (ramp)', response: () => 1, ramp: (place, peak) => peak * cutRamp(place) },
  {
    // Shepp & Logan 1974, doi 10.1109/TNS.1974.6499235: W = sinc(f/(2F)).
    name: 'shepp-logan',
    label: 'Shepp–Logan',
    response: (part) => sinc(part / 2),
    ramp: (place, peak) => ((peak * 2) / Math.PI) * (oneLessCosine(0.5 + place) + oneLessCosine(0.5 - place)),
  },
  {
    name: 'cosine',
    label: 'Cosine',
    response: (part) => Math.cos((Math.PI * part) / 2),
    ramp: (place, peak) => peak * cosine(place, 0.5),
  },
  {
    name: 'hamming',
    label: 'Hamming',
    response: (part) => 0.54 + 0.46 * Math.cos(Math.PI * part),
    ramp: (place, peak) => peak * (0.54 * cutRamp(place) + 0.46 * cosine(place, 1)),
  },
  {
    name: 'hann',
    label: 'Hann',
    response: (part) => 0.5 + 0.5 * Math.cos(Math.PI * part),
    ramp: (place, peak) => peak * (0.5 * cutRamp(place) + 0.5 * cosine(place, 1)),
  },
] as const satisfies readonly RampWindowEntry[];

export type RampWindow = (typeof ENTRIES)[number]['name'];

/** The windows by the names used in experiments, in the order in which they are offered. */
export const RAMP_WINDOWS = ENTRIES.map(({ name }) => name);

export const WINDOW_LABELS = Object.fromEntries(ENTRIES.map(({ name, label }) => [name, label])) as Readonly<
  Record<RampWindow, string>
>;

/**
 * W at a part of the frequency at which the window ends: 1 at 0. Beyond 1 its formula goes on, and the filter does not.
 */
export function windowResponse(window: RampWindow, part: number): number {
  return ENTRIES.find(({ name }) => name === window)!.response(part);
}

export function rampOfWindow(window: RampWindow, place: number, peak: number): number {
  return ENTRIES.find(({ name }) => name === window)!.ramp(place, peak);
}

/**
 * A ramp times cos(turns·π·f/F), over F²: by cos a·cos b = [cos(a + b) + cos(a − b)]/2 two ramps, moved apart. So windows
 * that are sums of cosines are sums of these.
 */
function cosine(place: number, turns: number): number {
  return (cutRamp(place + turns) + cutRamp(place - turns)) / 2;
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
