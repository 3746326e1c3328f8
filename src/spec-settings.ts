import * as v from 'valibot';
import { type NumberField, numberSchema } from './number-field.ts';
import { oneOf } from './validation.ts';

/** What can be set of one spec (a correction, a method, a geometry), by key. All may be left out. */
export type SpecSettings = Readonly<Record<string, SpecSetting>>;

export type SpecSetting = NumberSetting | WordSetting | OtherSetting;

/** A number: schema, table of the documentation and control follow. */
export interface NumberSetting extends NumberField {
  /** For the table and the JSON Schema. */
  readonly means: string;
  /** What it is where it is left out. */
  readonly usually: number;
}

/** One of a few words. */
export interface WordSetting {
  readonly means: string;
  readonly words: readonly string[];
  readonly usually: string;
}

export interface OtherSetting {
  readonly means: string;
  /** With what it is where it is left out. */
  readonly schema: v.OptionalSchema<v.GenericSchema, unknown>;
}

/** What is set of a spec, each key that it declares and no other. */
export type SetValues = Readonly<Record<string, unknown>>;

export function isNumberSetting(setting: SpecSetting): setting is NumberSetting {
  return 'least' in setting;
}

/** The schemas of what can be set, by key. */
export function settingSchemas(settings: SpecSettings): v.ObjectEntries {
  return Object.fromEntries(Object.entries(settings).map(([key, setting]) => [key, schemaOf(setting)]));
}

function schemaOf(setting: SpecSetting) {
  if ('schema' in setting) return setting.schema;
  const schema = isNumberSetting(setting) ? numberSchema(setting) : oneOf(setting.words);
  return v.optional<v.GenericSchema, unknown>(schema, setting.usually);
}

/** What is set where nothing is said, by key. */
export function usualValues(settings: SpecSettings): SetValues {
  return Object.fromEntries(
    Object.entries(settingSchemas(settings)).map(([key, schema]) => [key, v.getDefault(schema as v.GenericSchema)]),
  );
}
