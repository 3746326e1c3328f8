import { COMPLETION_LIMITS, planCompletion } from '../../reconstruction/complete-lines.ts';
import { RAMP_WINDOWS, type RampWindow, WINDOW_LABELS } from '../../reconstruction/ramp-windows.ts';
import { lines, python, wrapped } from './python-text.ts';
import type { ScriptGiven } from './script.ts';
import type { StatedScan } from './stated-scan.ts';

/** W at `part` of the frequency at which the window ends (reconstruction/ramp-windows.ts). */
const WINDOWS: Readonly<Record<RampWindow, string>> = {
  'ram-lak': 'np.ones_like(part)',
  'shepp-logan': 'np.sinc(part / 2)',
  cosine: 'np.cos(np.pi * part / 2)',
  hamming: '0.54 + 0.46 * np.cos(np.pi * part)',
  hann: '0.5 + 0.5 * np.cos(np.pi * part)',
};

/** What is filtered by. @throws InputError of plain back-projection */
export function windowOf({ reconstruction: { filter, cutoff } }: ScriptGiven, refuse: (why: string) => never) {
  const window =
    RAMP_WINDOWS.find((name) => name === filter) ??
    refuse('plain back-projection is on no scale that a script could keep to. Choose a filter.');
  return { window, cutoff, label: WINDOW_LABELS[window], isPlainRamp: window === 'ram-lak' && cutoff === 1 };
}
export type Window = ReturnType<typeof windowOf>;

/** What no script makes of readings before it filters them. @throws InputError */
export function mustBeFilterable(given: ScriptGiven, scan: StatedScan, refuse: (why: string) => never): void {
  const others = 'SIRT and CGLS can be exported';
  const { redundancy } = scan.source ?? { redundancy: null };
  if (scan.rows?.heights) refuse(`it has no filtered back-projection of a helix; ${others}.`);
  if (redundancy && redundancy.groups.length > 0) {
    refuse(`its views stand in several parts of the turn, and it has no weights for that; ${others}.`);
  }
  if (redundancy?.fanAngleRad.some((angle) => redundancy.halfExcessRad < Math.abs(angle) - 1e-9)) {
    refuse(`its views stand for less than half a turn and the angle of the fan; ${others}.`);
  }
  const plan = planCompletion(given.scan, COMPLETION_LIMITS);
  if (plan && (scan.lacking === 0 || plan.completed.anglesRad.length > plan.measured.anglesRad.length)) {
    refuse(
      `filtered back-projection of it needs lines that no view has measured, which the sandbox makes up; ${others}.`,
    );
  }
}

/** The place of each channel on the detector, and how steeply its ray leaves the middle. @param isArc whether it is not made flat */
export function channelPlaces({ source, rows }: StatedScan, isArc = source?.detector === 'arc'): string {
  return lines(
    'u = (np.arange(CHANNELS) - (CHANNELS - 1) / 2 - OFFSET) * SPACING',
    rows && 'v = ((np.arange(ROWS) - (ROWS - 1) / 2 - ROW_OFFSET) * ROW_SPACING)[:, None]',
    source && `gamma = ${isArc ? 'u / SOURCE_TO_DETECTOR' : 'np.arctan(u / SOURCE_TO_DETECTOR)'}  # fan angle`,
    source &&
      `cosine = ${isArc ? 'np.cos(gamma)' : `SOURCE_TO_DETECTOR / np.sqrt(SOURCE_TO_DETECTOR**2 + u**2${rows ? ' + v**2' : ''})`}  # of the angle to the middle ray`,
  );
}

/** A detector that stands to one side is made as long to its short side, with readings that count nothing; `null` elsewhere. */
export function longerDetector(scan: StatedScan): string | null {
  if (scan.lacking === 0) return null;
  const before = scan.offset < 0;
  return lines(
    wrapped(
      `The detector stands to one side. It is given ${scan.lacking} channels of zeros on its short side, since filtered views go on there; what they would have seen, views from the opposite side see.`,
    ),
    `LACKING = ${scan.lacking}`,
    `readings = np.pad(readings, [(0, 0)] * (readings.ndim - 1) + [(${before ? 'LACKING, 0' : '0, LACKING'})])`,
    'CHANNELS += LACKING',
    `OFFSET ${before ? '+' : '-'}= LACKING / 2`,
  );
}

/** `share` of every reading: 1 where every line is measured twice, and 2 where once. `null` where it is 1 everywhere. */
export function sharesOfReadings(scan: StatedScan): string | null {
  const { source, lacking, offset, channels, spacing } = scan;
  if (lacking > 0) {
    const long = offset < 0 ? 1 : -1;
    const shortEnd = Math.abs(((long > 0 ? -0.5 : channels - 0.5) - (channels - 1) / 2 - offset) * spacing);
    return lines(
      wrapped(
        'What both sides measure they share, passing smoothly into what one of them measures alone (Wang, Med. Phys. 29:1634, 2002).',
      ),
      source
        ? `reach = ${long > 0 ? '' : '-'}gamma / np.arctan(${python(shortEnd)} / SOURCE_TO_DETECTOR)`
        : `reach = ${long > 0 ? '' : '-'}u / ${python(shortEnd)}`,
      'share = 1 + np.sin(np.pi / 2 * np.clip(reach, -1, 1))',
    );
  }
  if (!source?.redundancy) return null;
  const { halfExcessRad, fanAngleRad } = source.redundancy;
  const direction = scan.anglesRad.length > 1 && isClockwise(fanAngleRad, scan) ? '-' : '';
  return lines(
    wrapped(
      'Less than a turn: what is measured twice is shared by both (Parker, Med. Phys. 9:254, 1982), over all that the arc has beyond half a turn (Silver, Med. Phys. 27:773, 2000).',
    ),
    `excess = ${python(2 * halfExcessRad)}  # radians`,
    `along, across = elapsed[:, None], ${direction}gamma`,
    'rise = np.clip(along / (excess + 2 * across), 0, 1)',
    'fall = np.clip((np.pi + excess - along) / (excess - 2 * across), 0, 1)',
    'share = 2 * (np.sin(np.pi / 2 * rise) * np.sin(np.pi / 2 * fall)) ** 2',
    scan.rows ? 'share = share[:, None, :]' : null,
  );
}

/** Whether the source runs clockwise: fan angles are counted in the direction that it runs. */
function isClockwise(fanAngleRad: Float64Array, { channels, offset }: StatedScan): boolean {
  const last = channels - 1;
  const u = last - last / 2 - offset;
  return u !== 0 ? fanAngleRad[last]! * u < 0 : fanAngleRad[0]! > 0;
}

/** The function `filtered`, with the ramp and its window. */
export function rampFilter(window: Window, { source }: StatedScan): string {
  return lines(
    'def filtered(views, step):',
    `    """Each view by the band-limited ramp, sampled in space (Kak & Slaney 1988, ch. 3), and ${window.label}."""`,
    '    length = 2 ** int(np.ceil(np.log2(4 * CHANNELS)))  # no view wraps around',
    ...rampResponse(window, 'np.fft.rfft').map((line) => `    ${line}`),
    ...(source?.detector === 'arc'
      ? [
          '    # Channels on an arc: the kernel times (gamma / sin(gamma))**2, gamma the angle between two of them',
          '    kernel = np.where(n < CHANNELS, np.fft.irfft(response, length), 0)',
          '    kernel[n < CHANNELS] /= np.sinc(n[n < CHANNELS] * step / np.pi) ** 2',
          '    response = np.fft.rfft(kernel).real',
        ]
      : []),
    '    return np.fft.irfft(np.fft.rfft(views, length) * response / step, length)[..., :CHANNELS]',
  );
}

/** Lines that make the `response` of a filter of some `length`, for channels that are 1 apart. @param transform its first values are those asked for */
export function rampResponse({ window, cutoff }: Window, transform: 'np.fft.fft' | 'np.fft.rfft'): string[] {
  const frequency = transform === 'np.fft.fft' ? 'np.abs(np.fft.fftfreq(length))' : 'np.fft.rfftfreq(length)';
  const isPlain = window === 'ram-lak' && cutoff === 1;
  return [
    'n = np.abs(np.fft.fftfreq(length, 1 / length))',
    'ramp = np.zeros(length)',
    'ramp[n == 0] = 1 / 4',
    'ramp[n % 2 == 1] = -1 / (np.pi * n[n % 2 == 1]) ** 2',
    `response = ${transform}(ramp).real`,
    ...(isPlain
      ? []
      : [
          `part = 2 * ${frequency} / ${python(cutoff)}  # of the frequency at which the window ends`,
          `response *= np.where(part <= 1, ${WINDOWS[window]}, 0)`,
        ]),
  ];
}

/** Readings weighted so that a toolbox makes the right sum of them which takes all views for even and the detector for centred. */
export function evenedReadings(scan: StatedScan, toolbox: string): string {
  const { source, rows } = scan;
  const shares = sharesOfReadings(scan);
  return lines(
    longerDetector(scan),
    channelPlaces(scan, false),
    shares,
    wrapped(
      `${toolbox} takes every view to stand for the same part of ${source ? 'a turn' : 'half a turn'}${source ? ', and the middle of the detector to be opposite the source' : ''}. What is otherwise is made up for here.`,
    ),
    `readings = readings * (weights * VIEWS / ${source ? '(2 * np.pi)' : 'np.pi'})[:, None${rows ? ', None' : ''}]${shares ? ' * share' : ''}`,
    source && 'across = (np.arange(CHANNELS) - (CHANNELS - 1) / 2) * SPACING',
    source && rows && 'along = ((np.arange(ROWS) - (ROWS - 1) / 2) * ROW_SPACING)[:, None]',
    source &&
      `readings *= cosine * np.sqrt(SOURCE_TO_DETECTOR**2 + across**2${rows ? ' + along**2' : ''}) / SOURCE_TO_DETECTOR`,
  );
}
