import { excerpt, InputError } from '../errors.ts';
import { partName, splitPart } from './file-part.ts';
import type { ContainedArray } from './format.ts';

/** So many names tell what there is. */
const NAMES_SHOWN = 8;

/**
 * The array that a name such as `scan.h5#/exchange/data` means; that of the file alone means its only one, or that which the
 * format says is meant then.
 *
 * @throws InputError where there is none of that name, or no telling which is meant
 */
export function arrayNamed(name: string, arrays: readonly ContainedArray[]): ContainedArray {
  const { file, part } = splitPart(name);
  if (arrays.length === 0) throw new InputError(`${file}: contains no arrays of numbers`);
  const alone = arrays.length === 1 ? arrays[0] : arrays.find(({ isMeantAlone }) => isMeantAlone);
  if (part === null && alone) return alone;
  const found = arrays.find((array) => array.part === part || array.otherNames?.includes(part ?? ''));
  if (found) return found;
  const shown = arrays
    .slice(0, NAMES_SHOWN)
    .map((array) => `${excerpt(partName(file, array.part), 80)} of ${array.shape.join(' × ') || 'one value'}`);
  const others = arrays.length > NAMES_SHOWN ? ` and ${arrays.length - NAMES_SHOWN} more` : '';
  const lacks =
    part === null ? `${file}: contains ${arrays.length} arrays; name one` : `${name}: there is no such array`;
  throw new InputError(`${lacks}: ${shown.join(', ')}${others}`);
}
