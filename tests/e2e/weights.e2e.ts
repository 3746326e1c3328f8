// The table of what is fetched when a file is opened or saved (docs/measured-data.md) is that of this build.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';

/** Of what the build says of itself: for each source, or by its name for what several share, a file and what it needs. */
type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>;

const folder = inject('pageFolder');
const manifest: Manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
const document = readFileSync(new URL('../../docs/measured-data.md', import.meta.url), 'utf8');

const of = (...names: readonly string[]) => names.map((name) => `src/files/${name}/decoder.ts`);
const PACKAGES = 'node_modules';

/** The sources of each line, by how it begins; those of lists in a line are of one weight each. */
const LINES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'shared by most': [['_decoding', 'src/app/files/file-tasks.ts']],
  'shared: inflating': [['_browser', '_inflate', 'src/files/gzip.ts']],
  'shared by volumes': [['_voxel-reader', '_number-types']],
  'the dialog': [['src/app/dialogs/arrays-dialog.ts', '_opened-arrays']],
  'HDF5: [h5wasm]': [[`${PACKAGES}/h5wasm/dist/esm/hdf5_util.js`]],
  'HDF5: what': [of('hdf5')],
  'DICOM itself': [of('dicom')],
  'DICOM: JPEG of': [['src/files/dicom/codecs/jpeg/jpeg.ts']],
  'DICOM: JPEG-LS': [['src/files/dicom/codecs/jpeg-ls/jpeg-ls.ts']],
  'DICOM: JPEG 2000': [
    ['src/files/dicom/codecs/jpeg-2000.ts', `${PACKAGES}/@cornerstonejs/codec-openjpeg/dist/openjpegwasm_decode.wasm`],
  ],
  WebP: [[...of('webp'), `${PACKAGES}/@jsquash/webp/codec/dec/webp_dec.wasm`]],
  TIFF: [of('tiff')],
  JPEG: [of('jpeg')],
  PNG: [[...of('png'), '_png']],
  Interfile: [of('interfile')],
  NIfTI: [of('nifti')],
  geometry: [[...of('geometry'), 'src/files/geometry/read-geometry.ts']],
  NRRD: [of('nrrd'), of('matlab'), of('metaimage'), ['src/files/bzip2/unpacked.ts', '_decompress']],
  NPY: [of('npy'), of('edf'), of('text'), of('bart')],
  NPZ: [of('npz'), of('zip'), of('json')],
  scripts: [['src/experiment/scripts/toolboxes.ts', 'src/experiment/scripts/script-files.ts']],
};

const isMeant = (key: string, source: string) =>
  source.startsWith('_') ? new RegExp(`^${source}-[\\w-]{8}\\.js$`).test(key) : key === source;

function weightOf(keys: readonly string[]): number {
  const bytes = keys.map((key) => gzipSync(readFileSync(join(folder, manifest[key]!.file)), { level: 9 }).length);
  return bytes.reduce((sum, length) => sum + length, 0) / 1000;
}

function keysOf(sources: readonly string[]): string[] {
  return sources.map((source) => {
    const key = Object.keys(manifest).find((name) => isMeant(name, source));
    if (key === undefined) throw new Error(`nothing is built from ${source}, which docs/measured-data.md weighs`);
    return key;
  });
}

/** What is fetched with something that nothing else has been fetched before. */
function allOf(source: string): string[] {
  const needed = (key: string, seen = new Set<string>()): Set<string> => {
    if (!seen.has(key)) {
      seen.add(key);
      for (const other of manifest[key]!.imports ?? []) needed(other, seen);
    }
    return seen;
  };
  const atFirst = needed('index.html');
  return [...needed(source)].filter((key) => !atFirst.has(key));
}

const [, section = ''] = document.split('\n## What is fetched when a file is opened or saved\n');
const rows = Array.from(section.split('\n## ')[0]!.matchAll(/^\| (.+?) \| ([\d.]+)(?: to ([\d.]+))? \|$/gm));

test.each(rows.map(([, what, least, most = least]) => [what!, Number(least), Number(most)] as const))(
  '%s: %f to %f kB',
  (what, least, most) => {
    const line = Object.keys(LINES).find((beginning) => what.startsWith(beginning));
    const weights = line ? LINES[line]!.map((sources) => weightOf(keysOf(sources))) : [];
    if (what.startsWith('*Save*')) weights.push(weightOf(allOf('src/app/saving/save.ts')));
    expect(weights).not.toEqual([]);
    // Half of the last digit that is written, and as much again before somebody has to write it anew; or a tenth.
    const spare = Math.max(0.5, 0.1 * most);
    for (const weight of weights) {
      expect(weight).toBeGreaterThan(least - spare);
      expect(weight).toBeLessThan(most + spare);
    }
  },
);

test('each line stands in the table once, and each reader in a line', () => {
  const beginnings = [...Object.keys(LINES), '*Save*'];
  for (const beginning of beginnings)
    expect([beginning, rows.filter(([, what]) => what!.startsWith(beginning)).length]).toEqual([beginning, 1]);
  expect(rows).toHaveLength(beginnings.length);
  const readers = Object.keys(manifest).filter((key) => /^src\/files\/.*\/decoder\.ts$/.test(key));
  expect(readers.length).toBeGreaterThan(10);
  expect(Object.values(LINES).flat(2)).toEqual(expect.arrayContaining(readers));
});
