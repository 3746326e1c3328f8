import * as v from 'valibot';
import { type NumberField, numberSchema } from './number-field.ts';

/** What can be set of one spec (a correction, a method), by key. All may be left out. */
export type SpecSettings = Readonly<Record<string, NumberSetting | OtherSetting>>;

/** A number: schema, table of the documentation and control follow. */
export interface NumberSetting extends NumberField {
  /** For the table and the JSON Schema. */
  readonly means: string;
  /** What it is where it is left out. */
  readonly usually: number;
}

export interface OtherSetting {
  readonly means: string;
  /** With what it is where it is left out. */
  readonly schema: v.OptionalSchema<v.GenericSchema, unknown>;
}

/** What is set of a spec, each key that it declares and no other. */
export type SetValues = Readonly<Record<string, unknown>>;

export function isNumberSetting(setting: NumberSetting | OtherSetting): setting is NumberSetting {
  return 'usually' in setting;
}

/** The schemas of what can be set, by key. */
export function settingSchemas(settings: SpecSettings): v.ObjectEntries {
  return Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => [
      key,
      isNumberSetting(setting) ? v.optional(numberSchema(setting), setting.usually) : setting.schema,
    ]),
  );
}
