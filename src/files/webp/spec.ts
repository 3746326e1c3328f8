import type { FileFormat } from '../format.ts';
import { letters, matches } from '../signature.ts';

const MARKS = [letters('RIFF'), letters('WEBP', 8)];

export const webp: FileFormat = {
  name: 'webp',
  words: { short: 'WebP', phrase: 'a WebP image' },
  extensions: ['webp'],
  holds: ['image'],
  recognises: (head) => MARKS.every((mark) => matches(head, mark)),
  load: () => import('./decoder.ts'),
};
