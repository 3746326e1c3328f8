import { InputError } from '../../errors.ts';
import { experimentJson } from '../../experiment/experiment.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { npyHeader } from '../../files/npy/write-header.ts';
import { bytesOf } from '../../files/writing/written-array.ts';
import { zipPieces } from '../../files/zip/zip.ts';
import type { SavingParts } from '../present/saving-parts.ts';
import { blobOf } from './blob-of.ts';
import { runNow } from './run-now.ts';
import type { SaveWay } from './saveable.ts';

const LABELS = { astra: 'ASTRA Toolbox', tigre: 'TIGRE', cil: 'Core Imaging Library' } as const;

const NOT_THERE = 'The line integrals are being computed anew. Save them when that is over.';

/** The run on the page as a Python script for other programs, in an archive with the line integrals that it reads. */
export function scriptWays(parts: SavingParts): SaveWay[] {
  const run = runNow(parts);
  const whyNot = !run ? NOT_THERE : run.result.isReconstructed ? null : 'Nothing is reconstructed here.';
  return Object.entries(LABELS).map(([name, label]) => ({
    ...{ name: `script-${name}`, label: `Python script, ${label}`, whyNot, fileName: `script-${name}.zip` },
    keeps: `The same reconstruction in ${name === 'astra' || name === 'cil' ? `the ${label}` : label}: a commented script, with geometry and weights exact, and the line integrals that it reads, in a ZIP archive. What it cannot do is said.`,
    file: () => archiveOf(parts, name),
  }));
}

async function archiveOf(parts: SavingParts, name: string): Promise<Blob> {
  const [{ TOOLBOXES }, { readingsShape, scriptFiles }] = await fetchedPart(
    () =>
      Promise.all([
        import('../../experiment/scripts/toolboxes.ts'),
        import('../../experiment/scripts/script-files.ts'),
      ]),
    'The part that writes scripts',
  );
  const run = runNow(parts);
  const release = run?.result.hold();
  if (!run || !release) throw new InputError(NOT_THERE);
  try {
    const { experiment, result, operators, hostValues } = run;
    const files = scriptFiles(TOOLBOXES.get(name), run);
    const values = hostValues(result.readings) ?? (await operators.read(result.readings));
    const text = (words: string) => new TextEncoder().encode(words);
    return await blobOf(
      zipPieces([
        ...files.map((file) => ({ name: file.name, bytes: text(file.text) })),
        { name: 'sinogram.npy', pieces: () => npyPieces(values, readingsShape(result)) },
        { name: 'experiment.json', bytes: text(`${JSON.stringify(experimentJson(experiment), null, 2)}\n`) },
      ]),
      'application/zip',
    );
  } finally {
    release();
  }
}

function* npyPieces(values: Float32Array, shape: readonly number[]): Generator<Uint8Array> {
  yield npyHeader(shape);
  yield* bytesOf(values);
}
