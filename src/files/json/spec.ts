import type { FileFormat } from '../format.ts';
import { firstTextByte } from '../signature.ts';

const [BRACE, BRACKET] = [0x7b, 0x5b];

/** Experiments, phantoms of shapes, and references to images. */
export const json: FileFormat = {
  name: 'json',
  words: { short: 'JSON', phrase: 'a JSON file' },
  extensions: ['json'],
  holds: ['document'],
  recognises: (head) => {
    const start = firstTextByte(head);
    return start === BRACE || start === BRACKET;
  },
  load: () => import('./decoder.ts'),
};
