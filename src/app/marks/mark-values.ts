import { angleAtCornerDeg, distanceBetween } from '../../measure/distances.ts';
import { compareRegions, type RegionComparison, signalToNoise } from '../../measure/region-comparison.ts';
import { regionStatistics } from '../../measure/region-statistics.ts';
import { isOnPlane, samplePlane } from '../../measure/sample-plane.ts';
import { fixedText, significant } from '../../number-text.ts';
import { hasLengths } from '../panes/axis-description.ts';
import type { ValueScale } from '../panes/value-scale.ts';
import { type FormOf, isRegion, type Mark } from './mark.ts';
import type { MeasuredNumber } from './measured-number.ts';
import type { MeasuredPicture } from './measured-picture.ts';

/** What is measured at a mark. */
export interface MarkValues {
  readonly mark: Mark;
  /** The one number that it is made for, as it stands beside its name. */
  readonly headline: string;
  readonly numbers: readonly MeasuredNumber[];
  /** What a reader has to know of them, as a sentence. */
  readonly remark: string | null;
}

/**
 * What is measured at a mark of a picture.
 *
 * @param picture of its plane; `null` where none is shown
 * @param truth the phantom on the same plane, where there is one
 */
export function markValues(mark: Mark, picture: MeasuredPicture | null, truth: MeasuredPicture | null): MarkValues {
  const { form } = mark;
  if (!picture) return { mark, headline: '—', numbers: [], remark: 'Its image is not shown here.' };
  if (isRegion(form)) return regionValues(mark, form, picture, truth);
  const { unit } = picture.horizontal;
  const inUnit = (value: number) => `${significant(value)}${unit === null ? '' : ` ${unit}`}`;
  switch (form.kind) {
    case 'line': {
      const { from, to } = form;
      const [across, up] = [to.x - from.x, to.y - from.y];
      if (hasLengths(picture)) return lengthValues(mark, distanceBetween(from, to), unit ?? '', inUnit);
      const sides = [
        { label: `Along ${picture.horizontal.label}`, value: across, unit: picture.horizontal.unit ?? '' },
        { label: `Along ${picture.vertical.label}`, value: up, unit: picture.vertical.unit ?? '' },
      ];
      // Only along one of the axes there is a length.
      const [only, ...others] = sides.filter(({ value }) => value !== 0);
      const isAlongOne = only !== undefined && others.length === 0;
      const headline = isAlongOne ? `${significant(Math.abs(only.value))} ${only.unit}`.trim() : 'profile';
      return { mark, headline, numbers: sides, remark: null };
    }
    case 'ruler':
      return lengthValues(mark, distanceBetween(form.from, form.to), unit ?? '', inUnit);
    case 'angle': {
      const degrees = angleAtCornerDeg(form.corner, form.from, form.to);
      return {
        mark,
        headline: Number.isNaN(degrees) ? '—' : `${fixedText(degrees, 1)}°`,
        numbers: [{ label: 'Angle', value: degrees, unit: '°' }],
        remark: Number.isNaN(degrees) ? 'A leg without length has no direction.' : null,
      };
    }
    case 'pin':
      return pinValues(mark, form, picture, truth);
  }
}

/** The CNR of region A before a background B, with what it is made of; `null` where one of the two holds no pixel. */
export function contrastValues(a: Mark, b: Mark, picture: MeasuredPicture): readonly MeasuredNumber[] | null {
  if (!isRegion(a.form) || !isRegion(b.form)) return null;
  const [one, other] = [regionStatistics(picture.measured, a.form), regionStatistics(picture.measured, b.form)];
  if (!one || !other) return null;
  const { difference, contrastToNoise, contrastToPooledNoise }: RegionComparison = compareRegions(one, other);
  const { unit } = picture.scale;
  return [
    { label: `${a.name} − ${b.name}`, value: difference, unit },
    { label: 'CNR', value: contrastToNoise, unit: '' },
    { label: 'CNR, pooled noise', value: contrastToPooledNoise, unit: '' },
    { label: `SNR of ${a.name}`, value: signalToNoise(one, nothingIn(unit)), unit: '' },
  ];
}

/** Where there is no attenuation: CT numbers begin at air. */
function nothingIn(unit: string): number {
  return unit === 'HU' ? -1000 : 0;
}

function regionValues(
  mark: Mark,
  form: FormOf<'circle' | 'ellipse' | 'rectangle' | 'polygon' | 'freehand'>,
  picture: MeasuredPicture,
  truth: MeasuredPicture | null,
): MarkValues {
  const statistics = regionStatistics(picture.measured, form);
  if (!statistics) return { mark, headline: '—', numbers: [], remark: 'No pixel has its centre in it.' };
  const { count, area, mean, standardDeviation, least, most, isCut } = statistics;
  const { scale, horizontal } = picture;
  const { unit } = scale;
  const expected = truth ? regionStatistics(truth.measured, form)?.mean : undefined;
  const numbers: MeasuredNumber[] = [
    { label: 'Mean', value: mean, unit, ...(expected !== undefined && { expected }) },
    { label: 'SD', value: standardDeviation, unit },
    { label: 'Minimum', value: least, unit },
    { label: 'Maximum', value: most, unit },
    ...(hasLengths(picture) ? [{ label: 'Area', value: area, unit: areaUnit(horizontal.unit) }] : []),
    { label: 'Pixels', value: count, unit: '' },
  ];
  return {
    mark,
    headline: spreadText(mean, standardDeviation, scale),
    numbers,
    remark: isCut ? 'It reaches beyond the image: pixels are missing.' : null,
  };
}

/** A mean and its spread, of which two digits say all that is known. */
function spreadText(mean: number, standardDeviation: number, { format, unit }: ValueScale): string {
  if (!(standardDeviation > 0)) return withShortUnit(format(mean), unit);
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, 1 - Math.floor(Math.log10(standardDeviation))));
  return withShortUnit(`${fixedText(mean, decimals)} ± ${fixedText(standardDeviation, decimals)}`, unit);
}

const MOST_DECIMALS = 6;
/** Longer ones stand in the list of a mark's numbers, and do not fit beside its name. */
const SHORT_UNIT = 4;

function withShortUnit(text: string, unit: string): string {
  return unit === '' || unit.length > SHORT_UNIT ? text : `${text} ${unit}`;
}

function lengthValues(mark: Mark, length: number, unit: string, inUnit: (value: number) => string): MarkValues {
  return { mark, headline: inUnit(length), numbers: [{ label: 'Length', value: length, unit }], remark: null };
}

function pinValues(
  mark: Mark,
  { at }: FormOf<'pin'>,
  picture: MeasuredPicture,
  truth: MeasuredPicture | null,
): MarkValues {
  const { scale, measured } = picture;
  if (!isOnPlane(measured, at)) return { mark, headline: '—', numbers: [], remark: 'It lies beyond the image.' };
  const value = samplePlane(measured, at);
  const expected = truth && isOnPlane(truth.measured, at) ? samplePlane(truth.measured, at) : undefined;
  return {
    mark,
    headline: withShortUnit(scale.format(value), scale.unit),
    numbers: [{ label: 'Value', value, unit: scale.unit, ...(expected !== undefined && { expected }) }],
    remark: null,
  };
}

function areaUnit(unit: string | null): string {
  return unit === null ? '' : `${unit}²`;
}
