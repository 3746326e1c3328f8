import { InputError } from '../../../errors.ts';
import { fetchedPart } from '../../../fetched-part.ts';
import { apart, type SortedThing, type SortingRule } from './sorting-rule.ts';

/** Files that say how a scan was set up, beside its readings. One that is alone is no measurement, and left to be refused. */
export const geometries: SortingRule = {
  name: 'geometries',
  sort: async (files, isAlone) => {
    const { own, rest } = apart(files, ({ format }) => format?.name === 'geometry');
    if (isAlone || own.length === 0) return { things: [], rest: files };
    const { readGeometry } = await fetchedPart(
      () => import('../../../files/geometry/read-geometry.ts'),
      `${own[0]!.name}: the part that reads such files`,
    );
    const things: SortedThing[] = [];
    const remarks: string[] = [];
    for (const { name, source } of own) {
      const seen = { name, shape: [], look: null, angles: null, only: 'geometry' as const };
      try {
        const geometry = await readGeometry(source, name);
        remarks.push(...geometry.remarks);
        const what = `${geometry.phrase} of ${geometry.anglesDeg.length} views`;
        things.push({ array: { ...seen, what, geometry }, white: null });
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        things.push({ array: { ...seen, refused: error.message }, white: null });
      }
    }
    return { things, rest, leftOut: remarks };
  },
};
