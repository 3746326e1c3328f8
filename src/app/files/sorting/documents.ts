import { isImageReference, parseExperimentInput } from '../../../experiment/experiment-schema.ts';
import { decoderOf } from '../../../files/decoding.ts';
import { parsePhantomFile } from '../../../phantom/phantom-file.ts';
import { isSolidFile, parseSolidFile } from '../../../phantom/solids/solid-file.ts';
import type { OpenedDocument } from '../opened-document.ts';
import { apart, type KnownFile, type SortingRule } from './sorting-rule.ts';

const WORDS: Readonly<Record<OpenedDocument['kind'], string>> = {
  experiment: 'an experiment',
  phantom: 'a phantom',
  lecture: 'the slides of a lecture',
};

/** Without one of these keys JSON is not the sandbox's. */
const OWN_KEYS = ['shapes', 'slides', 'solids', 'image', 'phantom', 'measurement', 'scan', 'reconstruction', 'version'];

/** Experiments, phantoms of shapes or solids, references to images, slides. JSON of other programs is left to be left out. */
export const documents: SortingRule = {
  name: 'documents',
  sort: async (files, isAlone) => {
    const { own, rest } = apart(files, ({ format }) => format?.holds.includes('document') ?? false);
    const things = [];
    const others: KnownFile[] = [...rest];
    for (const file of own) {
      const document = await documentIn(file, isAlone);
      if (!document) {
        others.push({ ...file, what: 'a JSON file of another kind' });
        continue;
      }
      const { name } = file;
      const seen = { shape: [], look: null, angles: null };
      const array = { ...seen, name, what: WORDS[document.kind], only: 'document' as const, document };
      things.push({ array, white: null });
    }
    return { things, rest: others };
  },
};

/** @returns `null` for what is another program's */
async function documentIn({ name, source, format }: KnownFile, isAlone: boolean): Promise<OpenedDocument | null> {
  const decoder = await decoderOf(format!, name);
  const json = await decoder.readDocument!(source, name);
  const isObject = typeof json === 'object' && json !== null;
  if (!isAlone && !(isObject && OWN_KEYS.some((key) => key in json))) return null;
  if (isObject && 'shapes' in json) return { kind: 'phantom', name, phantom: parsePhantomFile(json, name) };
  if (isObject && 'slides' in json) return { kind: 'lecture', name, json };
  if (isSolidFile(json)) return { kind: 'phantom', name, phantom: parseSolidFile(json, name) };
  if (isImageReference(json)) {
    return { kind: 'phantom', name, phantom: parseExperimentInput({ phantom: json }, name).phantom };
  }
  return { kind: 'experiment', name, input: parseExperimentInput(json, name) };
}
