import { Registry } from '../../../registry.ts';
import { arrays } from './arrays.ts';
import { documents } from './documents.ts';
import { geometries } from './geometries.ts';
import { images } from './images.ts';
import { series } from './series.ts';
import type { SortingRule } from './sorting-rule.ts';
import { volumesInParts } from './volumes-in-parts.ts';

/**
 * In the order in which files are asked what they are; what no rule knows is left out, and said.
 *
 * A further kind of file needs a rule here, before `arrays`, that claims its files (`apart`) and makes a thing of each, as
 * `geometries` does, with a role among `ArrayRole` (`array-roles.ts`), so that the dialog lists it and a hand can change it; what
 * it says goes into the experiment in `experimentFromRoles`, and the questions in `dialogs/` preset it.
 */
export const SORTING_RULES = new Registry<SortingRule>('rules of sorting', [
  documents,
  volumesInParts,
  series,
  images,
  geometries,
  arrays,
]);
