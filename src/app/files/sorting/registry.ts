import { Registry } from '../../../registry.ts';
import { arrays } from './arrays.ts';
import { documents } from './documents.ts';
import { images } from './images.ts';
import { series } from './series.ts';
import type { SortingRule } from './sorting-rule.ts';
import { volumesInParts } from './volumes-in-parts.ts';

/**
 * In the order in which files are asked what they are; what no rule knows is left out, and said.
 *
 * A further kind of file, such as one with the geometry of a scan, needs a rule here, before `arrays`, that claims its files
 * (`apart`) and makes a thing of each, with a `role` of its own among `ArrayRole` (`array-roles.ts`), so that the dialog lists it
 * and a hand can change it; what it says goes into the experiment in `experimentFromRoles`, and whatever it says need not be
 * asked: the questions in `dialogs/` take it as their answer.
 */
export const SORTING_RULES = new Registry<SortingRule>('rules of sorting', [
  documents,
  volumesInParts,
  series,
  images,
  arrays,
]);
