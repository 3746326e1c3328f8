import { recogniseArrays } from '../opened-arrays.ts';
import { apart, type SortedThing, type SortingRule } from './sorting-rule.ts';

/** Arrays of numbers, which may be anything: what each is, is guessed and asked. */
export const arrays: SortingRule = {
  name: 'arrays',
  sort: async (files) => {
    const { own, rest } = apart(files, ({ format }) => format?.holds.includes('readings') ?? false);
    const formats = own.map(({ format }) => format!);
    const things = await recogniseArrays(
      own.map(({ name, source }) => ({ name, source })),
      formats,
    );
    // Beside others such a file is a stranger, whatever its beginning.
    const refused = new Set(things.filter(({ array }) => array.refused).map(({ array }) => array.name));
    const none = own.filter(({ name, format }) => format!.mayTurnOutNone && refused.has(name));
    const isNone = ({ array }: SortedThing) => none.some(({ name }) => name === array.name);
    return {
      things: things.filter((thing) => !isNone(thing)),
      rest: [...rest, ...none.map((file) => ({ ...file, what: 'a text file' }))],
    };
  },
};
