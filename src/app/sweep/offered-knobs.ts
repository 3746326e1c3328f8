import { FILTERS } from '../../experiment/choices.ts';
import { type Experiment, experimentJson } from '../../experiment/experiment.ts';
import { whyOnNoScale } from '../../experiment/slice-scale.ts';
import { numberFields } from '../../experiment/spec-fields.ts';
import type { NumberField } from '../../number-field.ts';

/** A knob that can be swept of the present experiment: a number, or one of a few words. */
export type OfferedKnob = {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
} & (
  | { readonly kind: 'number'; readonly isWhole: boolean; readonly range: OfferedRange }
  | { readonly kind: 'words'; readonly words: readonly string[] }
);

/** What stands in the fields at first. */
export interface OfferedRange {
  readonly from: number;
  readonly to: number;
  readonly scale: 'linear' | 'log';
}

/** So many times less, and more, than the experiment has: what goes wrong is seen with less. */
const [LESS, MORE] = [8, 4];
/** How a picture is shown changes no number of it, and seeds have a field of their own. */
const NOT_OFFERED = /^(display\.|seed$|corrections|measurement)/;

/** The knobs of an experiment, in the order of the panel. */
export function offeredKnobs(experiment: Experiment): OfferedKnob[] {
  const json = experimentJson(experiment);
  const numbers = Object.entries(numberFields()).flatMap(([path, field]): OfferedKnob[] => {
    const value = NOT_OFFERED.test(path) ? undefined : valueAt(json, path);
    if (typeof value !== 'number') return [];
    const { label, unit = '', isWhole = false } = field;
    return [{ kind: 'number', path, label: labelOf(path, label), unit, isWhole, range: rangeAbout(value, field) }];
  });
  const words = FILTERS.filter((filter) => filter !== 'none');
  const filter: OfferedKnob = { kind: 'words', path: 'reconstruction.filter', label: 'Filter', unit: '', words };
  return [...numbers, ...(whyOnNoScale(experiment) === null ? [filter] : [])];
}

/** What has the same name in two places says which. */
function labelOf(path: string, label: string): string {
  if (path === 'acquisition.beam.filtrationMmCopper') return `${label}, copper`;
  if (path === 'acquisition.beam.filtrationMmAluminium') return `${label}, aluminium`;
  return label;
}

function rangeAbout(value: number, field: NumberField): OfferedRange {
  const { turned } = field;
  const [least, most] = [turned?.least ?? field.least, turned?.sliderMost ?? turned?.most ?? field.most];
  const whole = (number: number) => (field.isWhole ? Math.round(number) : Number(number.toPrecision(6)));
  if (turned?.scale === 'logarithmic' && value > 0) {
    const from = Math.max(least, value / LESS);
    return { from: whole(from), to: whole(Math.max(from, Math.min(most, value * MORE))), scale: 'log' };
  }
  const reach = Math.max(Math.abs(value), (turned?.step ?? (most - least) / 100) * 10) / 2;
  const [from, to] = [Math.max(least, value - reach), Math.min(most, value + reach)];
  return { from: whole(from), to: whole(to), scale: 'linear' };
}

function valueAt(json: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      json,
    );
}
