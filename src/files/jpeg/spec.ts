import type { FileFormat } from '../format.ts';
import { letters, matches } from '../signature.ts';

const MARK = letters('\xff\xd8\xff');

export const jpeg: FileFormat = {
  name: 'jpeg',
  words: { short: 'JPEG', phrase: 'a JPEG image' },
  extensions: ['jpg', 'jpeg'],
  holds: ['image'],
  recognises: (head) => matches(head, MARK),
  load: () => import('./decoder.ts'),
};
