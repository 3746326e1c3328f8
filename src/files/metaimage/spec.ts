import type { FileFormat } from '../format.ts';
import { looksLikeText } from '../signature.ts';
import { fileOfVoxels, HEADER_BYTES, IN_SEVERAL } from './voxel-file.ts';

/** Such a file begins with lines `Key = value`, one of the first of which says how many axes there are. */
const BEGINNING =
  /^(?:(?:Comment|ObjectType|ObjectSubType|TransformType|ID|ParentID|Name)\s*=.*\r?\n){0,8}NDims\s*=\s*\d/;

export const metaimage: FileFormat = {
  name: 'metaimage',
  words: { short: 'MHA', phrase: 'a MetaImage volume' },
  extensions: ['mha', 'mhd'],
  holds: ['image'],
  recognises: (head) =>
    looksLikeText(head.subarray(0, 16)) && BEGINNING.test(String.fromCharCode(...head.subarray(0, 512))),
  partsOf: (head) => {
    const file = fileOfVoxels(String.fromCharCode(...head.subarray(0, HEADER_BYTES)));
    return file && !IN_SEVERAL.test(file) ? [file] : [];
  },
  load: () => import('./decoder.ts'),
};
