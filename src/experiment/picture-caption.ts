import { CORRECTIONS } from '../corrections/registry.ts';
import type { PngText } from '../files/png/text-chunks.ts';
import { geometryOf, type Scan } from '../geometry/scan.ts';
import { type Method, ownSettings } from '../methods/method.ts';
import { METHODS } from '../methods/registry.ts';
import { powerText } from '../number-text.ts';
import { WINDOW_LABELS } from '../reconstruction/ramp-windows.ts';
import { isRead, usualValues } from '../spec-settings.ts';
import type { Acquisition } from './acquisition-schema.ts';
import type { Experiment } from './experiment.ts';
import { hasBeam, photonsOf } from './physics-of.ts';
import { settingName, settingValueText } from './setting-words.ts';

/** A picture that is taken out of the page, and what it is of. */
export interface CaptionedPicture {
  /** The pane's: `Reconstruction`. */
  readonly title: string;
  /** What was scanned. */
  readonly subjectName: string;
  readonly experiment: Experiment;
  /** Whether the slice was back-projected without the ramp filter, whatever the experiment says. */
  readonly isUnfiltered: boolean;
  /** Whether nothing was reconstructed. */
  readonly isReadOnly?: boolean;
  /** As it was made, its axis found and views thinned; `null` where none is on screen. */
  readonly scan: Scan | null;
  /** Width, level and their unit; `null` for what has none. */
  readonly window: string | null;
  /** The word over the picture, if there is one. */
  readonly note: string | null;
  readonly date: Date;
}

/** What stands below a saved picture. */
export interface Caption {
  /** Each to be set on lines of its own. */
  readonly lines: readonly string[];
  /** The same inside the file. */
  readonly texts: readonly PngText[];
}

/** What a picture is of, in words: enough to make it again. */
export function captionOf(picture: CaptionedPicture): Caption {
  const { title, subjectName, scan, window, note, date } = picture;
  const day = dayOf(date);
  const scanned = scan ? scanWords(scan, picture.experiment) : null;
  const made = picture.isReadOnly ? null : reconstructionWords(picture);
  const about = [scanned, made].filter((part) => part !== null);
  return {
    lines: [
      [`${title}: ${subjectName}`, ...(note ? [note] : [])].join(' · '),
      ...about,
      [...(window === null ? [] : [window]), `CT sandbox, ${day}`].join(' · '),
    ],
    texts: [
      ['Title', `${title}: ${subjectName}`],
      ['Description', [...about, ...(note ? [note] : [])].join('; ')],
      ...(window === null ? [] : [['Window', window] as const]),
      ['Software', 'CT sandbox'],
      ['Creation Time', day],
    ],
  };
}

function scanWords(scan: Scan, { acquisition, scan: set }: Experiment): string {
  const spacing = Number(scan.channelSpacingMm.toPrecision(4));
  const count = scan.anglesRad.length;
  const views = count === 1 ? `one projection at ${set.startDeg}°` : `${count} projections over ${set.arcDeg}°`;
  return `${geometryOf(scan).describe(scan)}, ${views}, ${scan.channels} channels of ${spacing} mm${beamWords(acquisition)}`;
}

function beamWords(acquisition: Acquisition): string {
  if (!hasBeam(acquisition)) return '';
  const { beam } = acquisition;
  const photons = photonsOf(acquisition);
  const energy = beam.kind === 'tube' ? `${beam.voltageKV} kV tube` : `${beam.energyKeV} keV`;
  return `, ${energy}${photons === undefined ? '' : `, ${powerText(photons)} photons`}`;
}

function reconstructionWords({ experiment, isUnfiltered }: CaptionedPicture): string {
  const { method, filter, cutoff, grid } = experiment.reconstruction;
  const cut = cutoff === 1 ? '' : ` up to ${Number((100 * cutoff).toPrecision(4))} % of Nyquist`;
  const spec = METHODS.get(method);
  const { words, takesFilteredViews, reads, iterates } = spec;
  const isFiltered = takesFilteredViews || reads.some((key) => key === 'filter');
  const filtered = isUnfiltered || filter === 'none' || !isFiltered ? 'no filter' : `${WINDOW_LABELS[filter]}${cut}`;
  const corrected = experiment.corrections.map(({ kind }) => CORRECTIONS.get(kind).words.shortLabel);
  return [
    words.label,
    ...(iterates && !isUnfiltered ? iterationWords(spec, experiment) : [filtered]),
    `${grid.pixels}² pixels of ${Number(grid.pixelSizeMm.toPrecision(4))} mm`,
    ...(corrected.length > 0 ? [`corrected for ${corrected.join(', ')}`] : []),
  ].join(', ');
}

/** How many iterations were asked for, and what is set otherwise than usual. */
function iterationWords(method: Method, { reconstruction }: Experiment): string[] {
  const values = ownSettings(method, reconstruction);
  const usual = usualValues(method.settings);
  const others = Object.entries(method.settings).filter(
    ([key, setting]) => key !== 'iterations' && values[key] !== usual[key] && isRead(setting, values),
  );
  return [
    `${values.stop === 'iterations' ? '' : 'up to '}${values.iterations} iterations`,
    ...others.map(
      ([key, setting]) => `${settingName(key, setting).toLowerCase()}: ${settingValueText(setting, values[key])}`,
    ),
  ];
}

/** ISO 8601, where the page is. */
function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
