import { InputError } from '../../errors.ts';
import { shown } from '../../validation.ts';
import { choiceText } from '../choice-text.ts';
import { type ExperimentPatch, patched } from '../experiment-patch.ts';
import { shortNumber } from '../short-number.ts';
import { numberFields } from '../spec-fields.ts';
import type { KnobInput } from './sweep-schema.ts';

/** One position of a knob. */
export interface KnobValue {
  /** What plots and tables say: a number, or words. */
  readonly value: number | string;
  /** In names of files, different from that of every other position: letters, digits and `+ - . _`. */
  readonly slug: string;
  /** What it makes of an experiment, by the rules of JSON merge patch but for what is replaced as a whole. */
  apply(json: unknown): unknown;
}

/** Something that a sweep turns. */
export interface Knob {
  readonly label: string;
  /** `''` for a plain number. */
  readonly unit: string;
  /** In columns of tables: the path, or the label. */
  readonly name: string;
  readonly values: readonly KnobValue[];
  /** Whether every position is a number, which an axis can have. */
  readonly isNumeric: boolean;
  /** Whether its positions are spread over decades rather than evenly. */
  readonly isLogarithmic: boolean;
}

/**
 * The knob that a sweep's file asks for.
 *
 * @param where said before what is wrong, such as `knobs[0]`
 * @throws InputError where two positions are the same
 */
export function knobOf(input: KnobInput, where: string): Knob {
  const { path, label, unit } = input;
  const field = path === undefined ? undefined : numberFields()[path];
  const positions = input.settings
    ? settingsOf(input.settings)
    : valuesOf(path!, input.values!, field?.isWhole ?? false);
  const seen = new Set<string>();
  for (const { key, value } of positions) {
    if (seen.has(key)) throw new InputError(`${where}: has the value ${shown(value)} twice`);
    seen.add(key);
  }
  const slugs = slugsOf(positions.map(({ value }) => value));
  const numbers = positions.map(({ value }) => value).filter((value) => typeof value === 'number');
  const isNumeric = numbers.length === positions.length;
  return {
    label: label ?? field?.label ?? (path === undefined ? 'Setting' : wordsOf(path)),
    unit: unit ?? field?.unit ?? '',
    name: path ?? label ?? 'setting',
    values: positions.map(({ value, apply }, i) => ({ value, apply, slug: slugs[i]! })),
    isNumeric,
    isLogarithmic: isNumeric && isSpreadOverDecades(numbers, input),
  };
}

/** A position's value as people read it: a number with its unit, a choice by its name on screen. */
export function valueText({ unit, name }: Pick<Knob, 'unit' | 'name'>, { value }: Pick<KnobValue, 'value'>): string {
  // Whole numbers are read in full: 16384 channels are not 16380.
  const text =
    typeof value !== 'number'
      ? choiceText(name, value)
      : Number.isInteger(value)
        ? plainWhole(value)
        : shortNumber(value);
  return unit === '' ? text : unit === '°' ? `${text}°` : `${text} ${unit}`;
}

const MOST_PLAIN_WHOLE = 1e7;

function plainWhole(value: number): string {
  return Math.abs(value) < MOST_PLAIN_WHOLE ? String(value).replace('-', '−') : shortNumber(value);
}

/** The last key of a path in words: `Pixel size` of `pixelSize`. */
function wordsOf(path: string): string {
  const words = path
    .split('.')
    .at(-1)!
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface Position {
  readonly value: number | string;
  /** The same for the same position alone. */
  readonly key: string;
  apply(json: unknown): unknown;
}

function settingsOf(settings: NonNullable<KnobInput['settings']>): Position[] {
  return settings.map(({ value, change }) => ({
    value,
    key: JSON.stringify(value),
    apply: (json) => patched(json, change as ExperimentPatch),
  }));
}

function valuesOf(path: string, values: NonNullable<KnobInput['values']>, isWhole: boolean): Position[] {
  const list = Array.isArray(values) ? values : rangeOf(values, isWhole);
  const keys = path.split('.');
  return list.map((value: unknown, i) => ({
    value: shownValue(value, i),
    key: JSON.stringify(value) ?? 'nothing',
    apply: (json) => withValue(json, keys, value),
  }));
}

/** Digits that a number of a range keeps: rounding at the last would make 0.30000000000000004 of 0.3. */
const RANGE_DIGITS = 12;

function rangeOf(
  { from, to, steps, scale }: { from: number; to: number; steps: number; scale: 'linear' | 'log' },
  isWhole: boolean,
): number[] {
  const numbers = Array.from({ length: steps }, (_, i) => {
    if (i === 0 || i === steps - 1) return i === 0 ? from : to;
    const part = i / (steps - 1);
    const value = scale === 'log' ? from * (to / from) ** part : from + (to - from) * part;
    return isWhole ? Math.round(value) : Number(value.toPrecision(RANGE_DIGITS));
  });
  // Whole numbers may fall together where steps are fine.
  return isWhole ? [...new Set(numbers)] : numbers;
}

function shownValue(value: unknown, place: number): number | string {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  const { name, kind } = (value ?? {}) as { name?: unknown; kind?: unknown };
  const word = [name, kind].find((text) => typeof text === 'string' && text.length <= 60);
  return (word as string | undefined) ?? `#${place + 1}`;
}

/** The experiment with a value in a place, whatever was there; what is missing on the way is made. */
function withValue(json: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const entries = new Map(isObject(json) ? Object.entries(json) : []);
  entries.set(key, withValue(entries.get(key), rest, value));
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST_SLUG = 40;

/** Names for files that say the value where it fits, and its place where two would be the same. */
function slugsOf(values: readonly (number | string)[]): string[] {
  const slugs = values.map((value) =>
    String(value)
      .replace(/[^A-Za-z0-9.+-]/g, '_')
      .slice(0, LONGEST_SLUG),
  );
  // Some file systems take capitals and small letters for the same.
  const isUnique = new Set(slugs.map((slug) => slug.toLowerCase())).size === slugs.length;
  return isUnique ? slugs : slugs.map((_, i) => `no${i + 1}`);
}

/** What spans more than this is seen on a logarithmic axis. */
const MOST_LINEAR_RATIO = 20;

function isSpreadOverDecades(numbers: readonly number[], { values }: KnobInput): boolean {
  if (values && !Array.isArray(values) && 'scale' in values) return values.scale === 'log';
  const least = Math.min(...numbers);
  return least > 0 && Math.max(...numbers) / least > MOST_LINEAR_RATIO;
}
