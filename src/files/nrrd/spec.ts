import type { FileFormat } from '../format.ts';
import { letters, matches } from '../signature.ts';
import { voxelFileOf } from './voxel-file.ts';

const MARK = letters('NRRD000');

export const nrrd: FileFormat = {
  name: 'nrrd',
  words: { short: 'NRRD', phrase: 'an NRRD volume' },
  extensions: ['nrrd', 'nhdr'],
  holds: ['image'],
  recognises: (head) => matches(head, MARK),
  partsOf: (head) => {
    const file = voxelFileOf(head);
    return typeof file === 'string' ? [file] : [];
  },
  load: () => import('./decoder.ts'),
};
