import type { Mutant } from './mutant.ts';

const FRAMES = ['tests/files/dicom-frames.test.ts'];
const ZIP = ['tests/files/zip.test.ts'];
const IN_PARTS = { tests: ['tests/files/volumes.test.ts'], only: 'a header and the file of its voxels' };

/** Volumes in files, and the pictures and extents of phantoms of solids. */
export const VOLUME_FILES: readonly Mutant[] = [
  {
    name: 'every frame is placed and rescaled as the first',
    file: 'src/files/dicom/frames.ts',
    text: 'dataSet.withItem(TAG.perFrameGroups, frame)',
    replacement: 'dataSet.withItem(TAG.perFrameGroups, 0)',
    tests: FRAMES,
  },
  {
    name: 'every frame has the pixels of the first',
    file: 'src/files/dicom/pixel-data.ts',
    text: 'source.read(start + frame * perFrame, start + (frame + 1) * perFrame)',
    replacement: 'source.read(start, start + perFrame)',
    tests: FRAMES,
  },
  {
    name: 'frames are read before anybody is asked',
    file: 'src/files/dicom/frames.ts',
    text: '    options.mayBeRead([frames, format.rows, format.columns]);\n',
    replacement: '',
    tests: FRAMES,
  },
  {
    name: 'what precedes the voxels in their own file is read as voxels',
    file: 'src/files/metaimage/header.ts',
    text: 'isElsewhere ? Math.max(0, skipped) : dataOffset',
    replacement: 'isElsewhere ? 0 : dataOffset',
    ...IN_PARTS,
  },
  {
    name: 'voxels at the end of their file are looked for at its beginning',
    file: 'src/files/metaimage/decoder.ts',
    text: 'isAtEnd ? Math.max(0, voxels.source.sizeBytes - bytes) : header.dataOffset',
    replacement: 'header.dataOffset',
    ...IN_PARTS,
  },
  {
    name: 'an entry of an archive is not compared with its checksum',
    file: 'src/files/zip/entry-sources.ts',
    text: 'if (crc32(bytes, 0, bytes.length) !== checksum) throw damaged(name);',
    replacement: '',
    tests: ZIP,
  },
  {
    name: 'a large stored entry is not compared with its checksum',
    file: 'src/files/zip/entry-sources.ts',
    text: 'if (seenBytes === sizeBytes && sum !== checksum) throw damaged(name);',
    replacement: '',
    tests: ZIP,
  },
  {
    name: 'an entry may state any size',
    file: 'src/files/zip/directory.ts',
    text: 'sizeBytes <= MOST_SHRUNK * packedBytes',
    replacement: 'sizeBytes >= 0',
    tests: ZIP,
  },
  {
    name: 'the smallest series of an archive is read',
    file: 'src/files/packed-files.ts',
    text: 'group.length > most.length',
    replacement: 'group.length < most.length',
    tests: ZIP,
  },
  {
    name: 'a cone reaches as far as its base alone',
    file: 'src/phantom/solids/simple-extents.ts',
    text: 'highest([at(least), at(most)], n)',
    replacement: 'at(most)',
    tests: ['tests/phantom/solids/solid-extent.test.ts'],
  },
  {
    name: 'the picture of solids is upside down',
    file: 'src/experiment/thumbnail.ts',
    text: '(to - from - 1 - row) * pixels, (to - from - row) * pixels',
    replacement: 'row * pixels, (row + 1) * pixels',
    tests: ['tests/experiment/thumbnail.test.ts'],
  },
];
