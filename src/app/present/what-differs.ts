import { CORRECTIONS } from '../../corrections/registry.ts';
import { choiceText } from '../../experiment/choice-text.ts';
import { type Experiment, experimentJson } from '../../experiment/experiment.ts';
import type { MeasurementReference } from '../../experiment/measurement-schema.ts';
import { NUMBER_FIELDS } from '../../experiment/number-fields.ts';
import { settingName as controlName, settingValueText } from '../../experiment/setting-words.ts';
import { allOf, asInFiles, TAKEN_KEYS } from '../../experiment/taken-readings.ts';
import { METHODS } from '../../methods/registry.ts';
import type { NumberField } from '../../number-field.ts';
import { PHANTOM_GROUPS } from '../../phantom/library.ts';
import { isNumberSetting, type SpecSetting } from '../../spec-settings.ts';

/** A setting in which experiments differ, and what each has there, as text. */
export interface Differing {
  readonly what: string;
  /** One for each experiment, in their order. */
  readonly values: readonly [string, ...string[]];
}

/** What has no number, by its path. */
const NAMES: Readonly<Record<string, string>> = {
  phantom: 'Phantom',
  measurement: 'Measurement',
  corrections: 'Corrections',
  'acquisition.beam.kind': 'Beam',
  'acquisition.deadChannels': 'Dead channels',
  'acquisition.inverseCrime': 'Inverse crime',
  'acquisition.motion.kind': 'Motion',
  'scan.geometry': 'Geometry',
  'scan.detector': 'Detector',
  'reconstruction.method': 'Method',
  'reconstruction.filter': 'Filter',
  'reconstruction.interpolation': 'Interpolation',
  'reconstruction.rebin': 'Rebinned',
};
/** Which are the last ones depends on the files. */
const USUALLY_TAKEN = allOf({ views: 0, channels: 0 });
/** What changes no array. */
const NOT_COMPARED = /^(version|display)\b/;
/** Told as a whole. */
const WHOLE = ['phantom', 'corrections', 'acquisition.deadChannels'];
/** What a setting is where there is none. */
export const ABSENT = '—';

/** The settings in which experiments differ, in the order of the experiment's file; windows do not count. */
export function whatDiffers(...experiments: readonly Experiment[]): Differing[] {
  const leaves = experiments.map(settingsOf);
  const paths = [...new Set(leaves.flatMap((of) => [...of.keys()]))];
  return paths.flatMap((path) => {
    const values = leaves.map((of) => of.get(path));
    const kinds = values.map((value) => (isNothing(value) ? '' : JSON.stringify(value)));
    return new Set(kinds).size < 2 ? [] : [{ what: settingName(path), values: toldApart(values, kinds, path) }];
  });
}

/** Others that are told in the same words, two drawings of one's own, say, in their order. */
const OTHERS = ['another', 'a third', 'a fourth'];

function toldApart(values: readonly unknown[], kinds: readonly string[], path: string): Differing['values'] {
  const texts = values.map((value) => settingText(path, value));
  const apart = texts.map((text, at) => {
    const alike = [...new Set(kinds.filter((_, other) => texts[other] === text))];
    const place = alike.indexOf(kinds[at]!);
    return place === 0 ? text : (OTHERS[place - 1] ?? `another (${place})`);
  });
  return apart as unknown as Differing['values'];
}

/** What is not there, or is there and does nothing. */
export function isNothing(value: unknown): boolean {
  return !value || value === 'none' || (Array.isArray(value) && value.length === 0);
}

/** The settings of an experiment that are compared, by their paths. */
export function settingsOf(experiment: Experiment): ReadonlyMap<string, unknown> {
  return new Map([...leavesOf(experimentJson(experiment))].filter(([path]) => !NOT_COMPARED.test(path)));
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, unknown>()): Map<string, unknown> {
  if (path === 'measurement') {
    // Its files are one thing, and what of them is taken is another.
    const reference = value as MeasurementReference;
    leaves.set(path, asInFiles(reference));
    for (const key of TAKEN_KEYS)
      leaves.set(`${path}.${key}`, reference[key] ?? (key.startsWith('last') ? undefined : USUALLY_TAKEN[key]));
    return leaves;
  }
  const isLeaf = typeof value !== 'object' || value === null || WHOLE.includes(path);
  if (isLeaf) return leaves.set(path, value);
  for (const [key, part] of Object.entries(value)) leavesOf(part, path === '' ? key : `${path}.${key}`, leaves);
  return leaves;
}

/** A setting's name with its unit, as the controls have it. */
export function settingName(path: string): string {
  const { label, unit } = fieldOf(path) ?? {};
  if (label) return unit && unit !== '°' ? `${label}, ${unit}` : label;
  const key = path.slice(path.lastIndexOf('.') + 1);
  const setting = settingOf(path);
  return NAMES[path] ?? (setting ? controlName(key, setting) : key);
}

/** What a setting is, in words. */
export function settingText(path: string, value: unknown): string {
  if (value === undefined || value === null) return ABSENT;
  const unit = fieldOf(path)?.unit;
  if (typeof value === 'number') return `${Number(value.toPrecision(5))}${unit === '°' ? '°' : ''}`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (path === 'corrections') {
    const labels = (value as readonly { readonly kind: string }[]).map(({ kind }) => CORRECTIONS.get(kind).words.label);
    return labels.length === 0 ? 'none' : labels.join(', ');
  }
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (path === 'phantom') return phantomText(value);
  const setting = settingOf(path);
  if (setting) return settingValueText(setting, value);
  return typeof value === 'object' ? 'own' : choiceText(path, String(value));
}

function phantomText(phantom: unknown): string {
  if (typeof phantom !== 'string') return (phantom as { readonly name?: string }).name ?? 'own';
  const entries = PHANTOM_GROUPS.flatMap(({ entries }) => entries);
  return entries.find(({ name }) => name === phantom)?.title ?? phantom;
}

function fieldOf(path: string): NumberField | undefined {
  const setting = settingOf(path);
  if (setting && isNumberSetting(setting)) return setting;
  return (NUMBER_FIELDS as Readonly<Record<string, NumberField>>)[path];
}

/** What some methods have of their own. */
function settingOf(path: string): SpecSetting | undefined {
  const [place, key] = path.split('.');
  if (place !== 'reconstruction' || key === undefined) return undefined;
  return METHODS.all.find(({ iterates, settings }) => iterates && key in settings)?.settings[key];
}
