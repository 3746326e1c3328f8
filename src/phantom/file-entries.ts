import * as v from 'valibot';
import { InputError } from '../errors.ts';
import { exactly, numberBetween, oneOf, textUpTo } from '../validation.ts';
import { muFromHounsfield, WATER_MU_PER_MM } from './attenuation.ts';
import { referenceMuPerMm } from './material-attenuation.ts';
import type { MaterialName } from './material-names.ts';
import type { Filling, ValueUnit } from './phantom.ts';

// What phantom files of the plane and of space have in common.

/** The version of the phantom file format that this program writes and the newest that it reads. */
export const PHANTOM_FILE_VERSION = 1;

/** What stands before everything else. */
export const head = {
  version: v.pipe(
    numberBetween(1, 1_000_000),
    v.check(
      (version) => version <= PHANTOM_FILE_VERSION,
      (issue) =>
        `this phantom has version ${issue.input}, newer than version ${PHANTOM_FILE_VERSION}, which this program reads`,
    ),
  ),
  name: textUpTo(200),
  teaches: v.optional(textUpTo(2000)),
  source: v.optional(textUpTo(2000)),
};

const MEANINGS = ['relative-to-water', 'hounsfield', 'attenuation-per-mm', 'arbitrary', 'materials'] as const;

/** What its values mean, and how they go together. */
export type MeaningOfValues = (typeof MEANINGS)[number];

/** What its numbers mean. */
export const meaning = {
  unitMm: v.optional(numberBetween(1e-3, 10_000), 1),
  values: oneOf(MEANINGS),
  composition: oneOf(['add', 'replace']),
  window: v.optional(exactly({ width: numberBetween(1e-6, 1e6), level: numberBetween(-1e6, 1e6) })),
};

interface Composed {
  readonly values: MeaningOfValues;
  readonly composition: 'add' | 'replace';
}

/** What values of two meanings cannot do; checked of a file as `!addsUp(file, …)`. */
export const HOUNSFIELD_DOES_NOT_ADD =
  'composition: values in Hounsfield units cannot add up (water on water would be 0 HU); use "replace"';
export const MATERIALS_DO_NOT_ADD =
  'composition: materials cannot add up, because each point holds only one material; use "replace"';

/** Whether a file's values have this meaning and are to add up. */
export function addsUp(file: Composed, values: MeaningOfValues): boolean {
  return file.values === values && file.composition === 'add';
}

export function unitOf(values: MeaningOfValues): ValueUnit {
  return values === 'arbitrary' ? 'arbitrary' : 'attenuation-per-mm';
}

/** What a file says that a shape or a solid is filled with. */
interface GivenFilling {
  readonly value?: number | undefined;
  readonly material?: MaterialName | undefined;
  readonly density?: number | undefined;
}

/**
 * The filling in the unit that the phantom's images have.
 *
 * @param place said before what is wrong
 */
export function fillingOf({ value, material, density }: GivenFilling, values: MeaningOfValues, place: string): Filling {
  if (values === 'materials') {
    if (!material) throw new InputError(`${place}.material: is missing; phantoms with "values": "materials" need it`);
    if (value !== undefined)
      throw new InputError(`${place}.value: cannot be combined with a material; give its density instead`);
    return { value: referenceMuPerMm(material, density), material, density: density ?? 1 };
  }
  const extra = material ? 'material' : density === undefined ? null : 'density';
  if (extra) throw new InputError(`${place}.${extra}: applies only to phantoms with "values": "materials"`);
  if (value === undefined) throw new InputError(`${place}.value: is missing`);
  return { value: valueInUnit(value, values) };
}

function valueInUnit(raw: number, values: MeaningOfValues): number {
  if (values === 'relative-to-water') return raw * WATER_MU_PER_MM;
  if (values === 'hounsfield') return muFromHounsfield(raw);
  return raw;
}
