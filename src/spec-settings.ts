import * as v from 'valibot';
import { type NumberField, numberSchema } from './number-field.ts';
import { oneOf } from './validation.ts';

/** What can be set of one spec (a correction, a method, a geometry), by key. All may be left out. */
export type SpecSettings = Readonly<Record<string, SpecSetting>>;

export type SpecSetting = NumberSetting | WordSetting | OtherSetting;

/** What any setting may say of its control. */
interface Controlled {
  /** What the control is called; left out, what the key says. */
  readonly label?: string;
  /** The values of other settings, by key, with which alone it is read; left out, it always is. */
  readonly onlyWith?: Readonly<Record<string, readonly unknown[]>>;
  /**
   * Whether it says what is asked of the image besides that it agrees with the readings: iterations may go on with another
   * value from where they stand.
   */
  readonly isOfPrior?: true;
  /** Whether its control stands in a folder of its own, closed at first: most people leave it as it is. */
  readonly isFurther?: true;
}

/** A number: schema, table of the documentation and control follow. */
export interface NumberSetting extends NumberField, Pick<Controlled, 'onlyWith' | 'isOfPrior' | 'isFurther'> {
  /** For the table and the JSON Schema. */
  readonly means: string;
  /** What it is where it is left out. */
  readonly usually: number;
}

/** One of a few words. */
export interface WordSetting extends Controlled {
  readonly means: string;
  readonly words: readonly string[];
  /** What the words are called on screen; left out, as they are written. */
  readonly wordLabels?: Readonly<Record<string, string>>;
  readonly usually: string;
  /** Where the two words are no and yes, in this order: what the yes is called, and what it comes to, as a sentence. */
  readonly asSwitch?: { readonly label: string; readonly sentence: string };
}

export interface OtherSetting extends Controlled {
  readonly means: string;
  /** With what it is where it is left out. */
  readonly schema: v.OptionalSchema<v.GenericSchema, unknown>;
}

/** What is set of a spec, each key that it declares and no other. */
export type SetValues = Readonly<Record<string, unknown>>;

export function isNumberSetting(setting: SpecSetting): setting is NumberSetting {
  return 'least' in setting;
}

/** Whether a setting is read, with what else is set. */
export function isRead({ onlyWith = {} }: SpecSetting, settings: SetValues): boolean {
  return Object.entries(onlyWith).every(([key, values]) => values.includes(settings[key]));
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
