import type { FileFormat } from '../format.ts';
import { isNpz, isZip } from './is-zip.ts';

export const zip: FileFormat = {
  name: 'zip',
  words: { short: 'ZIP', phrase: 'a ZIP archive' },
  extensions: ['zip'],
  isArchive: true,
  holds: ['image'],
  recognises: (head) => isZip(head) && !isNpz(head),
  load: () => import('./decoder.ts'),
};
