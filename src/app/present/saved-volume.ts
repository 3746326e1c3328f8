import { InputError } from '../../errors.ts';
import { toDisplayUnit } from '../../experiment/experiment.ts';
import { isUnfiltered, writtenUnitOf } from '../../experiment/slice-scale.ts';
import {
  dicomPieces,
  niftiPieces,
  npyPieces,
  type SeriesWords,
  type WrittenVolume,
} from '../../experiment/volume-files.ts';
import { volumeSlabs } from '../../experiment/volume-slabs.ts';
import { uidOf } from '../../files/dicom/uid.ts';
import { gridShape } from '../../geometry/grid.ts';
import { METHODS } from '../../methods/registry.ts';
import type { VolumeFormat } from '../dialogs/save-dialog.ts';
import type { LaneResult } from '../lanes/lane-runs.ts';
import type { GreyMapping } from '../panes/image-surface.ts';
import { captionOf } from './picture-caption.ts';

/** The page has so much time for itself in between. */
const BUSY_MS = 24;

/**
 * A file of a run's volume. It is read, written and handed over slab by slab, so that what is held besides the volume is a
 * slab and what browsers keep of blobs, which may be on disk.
 *
 * @param greys by which it is shown
 * @param onProgress how far that is, 0 … 1
 * @throws InputError (rejects) where the volume is not there any more
 */
export async function savedVolume(
  run: LaneResult,
  format: VolumeFormat,
  greys: GreyMapping | null,
  date: Date,
  onProgress: (done: number) => void,
): Promise<{ readonly blob: Blob; readonly extension: string }> {
  const { engine, experiment, subject, result } = run;
  const release = result.hold();
  if (!release) throw new InputError('The volume is not there any more. Save it when the next run is over.');
  try {
    const { volume, volumeGrid, waterMuPerMm } = result;
    const [, , slices] = gridShape(volumeGrid);
    // A series is read twice, for its largest value first.
    const passes = format === 'dicom' ? 2 : 1;
    let seen = 0;
    const slabs = async function* () {
      for await (const slab of volumeSlabs(engine.operators, volume, volumeGrid, engine.hostValues(volume))) {
        yield slab;
        seen += slab.length / (volumeGrid.columns * volumeGrid.rows);
        onProgress(seen / (passes * slices));
      }
    };
    const unit = writtenUnitOf(experiment, subject);
    const written: WrittenVolume = { grid: volumeGrid, unit, waterMuPerMm, slabs };
    const { pieces, extension, type } = {
      npy: () => ({ pieces: npyPieces(written), extension: 'npy', type: 'application/octet-stream' }),
      nifti: () => ({ pieces: niftiPieces(written), extension: 'nii', type: 'application/octet-stream' }),
      dicom: () => ({
        pieces: dicomPieces(written, seriesWords(run, written, greys, date)),
        extension: 'zip',
        type: 'application/zip',
      }),
    }[format]();
    return { blob: await blobOf(pieces, type), extension };
  } finally {
    release();
  }
}

async function blobOf(pieces: AsyncIterable<Uint8Array<ArrayBuffer>>, type: string): Promise<Blob> {
  const parts: Blob[] = [];
  let since = performance.now();
  for await (const piece of pieces) {
    parts.push(new Blob([piece]));
    if (performance.now() - since < BUSY_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
  return new Blob(parts, { type });
}

function seriesWords(
  { experiment, subject, result }: LaneResult,
  { unit, waterMuPerMm }: WrittenVolume,
  greys: GreyMapping | null,
  date: Date,
): SeriesWords {
  const { lines } = captionOf({
    ...{ title: 'Volume', subjectName: subject.name, experiment, scan: result.measuredScan, window: null, date },
    ...{ isUnfiltered: isUnfiltered(experiment.reconstruction), note: null },
  });
  const { method, filter } = experiment.reconstruction;
  const [black, white] = greys
    ? [greys.black, greys.white].map((value) => toDisplayUnit(value, unit, waterMuPerMm))
    : [0, 1];
  return {
    title: subject.name,
    description: lines.slice(1, -1).join('; '),
    window: { width: rounded(white! - black!), level: rounded((white! + black!) / 2) },
    kernel: METHODS.get(method).iterates ? method : filter,
    date,
    newUid: () => uidOf(crypto.getRandomValues(new Uint8Array(16))),
  };
}

/** Without the dust of going to the volume's own unit and back. */
function rounded(value: number): number {
  return Number(value.toPrecision(9));
}
