import { CORRECTIONS } from '../corrections/registry.ts';
import { shortNames } from '../files/decoding.ts';
import { GEOMETRIES } from '../geometry/registry.ts';
import { METHODS } from '../methods/registry.ts';
import type { NumberField } from '../number-field.ts';
import { isNumberSetting, type SpecSettings } from '../spec-settings.ts';
import { FIELD_WORDS, type FieldWords } from './field-words.ts';
import { NUMBER_FIELDS } from './number-fields.ts';

/** Every number of an experiment by its path, those with which corrections, methods and geometries are set among them. */
export function numberFields(): Readonly<Record<string, NumberField>> {
  const own = ownSettings().flatMap(({ path, setting }) =>
    isNumberSetting(setting) ? [[path, setting] as const] : [],
  );
  return { ...NUMBER_FIELDS, ...Object.fromEntries(own) };
}

/** The words of every key of an experiment by its path, likewise. */
export function fieldWords(): Readonly<Record<string, FieldWords>> {
  const words: Record<string, FieldWords> = Object.fromEntries(
    Object.entries(FIELD_WORDS).map(([path, { means, ...rest }]) => [path, { means: withFormats(means), ...rest }]),
  );
  for (const [path, meanings] of ownMeanings()) {
    const means = [...meanings].map(([means, specs]) => `of ${specs.join(', ')}: ${means}`).join('; ');
    words[path] = { means: words[path] ? `${words[path].means}; ${means}` : means };
  }
  return words;
}

/** What each setting means of whom, said once of all who mean the same by it. */
function ownMeanings(): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const meanings = new Map<string, Map<string, string[]>>();
  for (const { path, of, setting } of ownSettings()) {
    const ofPath = meanings.get(path) ?? new Map<string, string[]>();
    meanings.set(path, ofPath.set(setting.means, [...(ofPath.get(setting.means) ?? []), of]));
  }
  return meanings;
}

/** Names the formats of which files may be. */
function withFormats(means: string): string {
  return means.replace(/\{(readings|angles)\}/g, (_, holding: 'readings' | 'angles') => shortNames(holding, ' or '));
}

function ownSettings() {
  const of = (place: string, of: string, settings: SpecSettings) =>
    Object.entries(settings).map(([key, setting]) => ({ path: `${place}${key}`, of, setting }));
  return [
    ...CORRECTIONS.all.flatMap(({ name, settings }) => of('corrections[].', `\`${name}\``, settings)),
    ...METHODS.all.flatMap(({ name, settings }) => of('reconstruction.', `\`${name}\``, settings)),
    ...GEOMETRIES.all.flatMap(({ name, settings }) => of('scan.', `a \`${name}\``, settings.own)),
  ];
}
