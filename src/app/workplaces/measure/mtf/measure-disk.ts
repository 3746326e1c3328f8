import { InputError } from '../../../../errors.ts';
import type { MeasuredPlane } from '../../../../measure/plane.ts';
import {
  type DiskTransfer,
  ENOUGH_CONTRAST_TO_NOISE,
  transferOfDisk,
} from '../../../../measure/spectra/mtf-of-disk.ts';
import { fixedText } from '../../../../number-text.ts';
import type { AnalysisContext, AnalysisResult } from '../analysis.ts';
import { furtherSeeds } from '../further-seeds.ts';
import { type KnownDisk, knownInserts } from '../known-places.ts';
import { markFor } from '../mark-for.ts';
import { transferResult } from './transfer-result.ts';

/** More curves in one plot are hard to tell apart. */
const MOST_DISKS = 6;

/** Of the slice alone. @throws InputError where no disk is seen there */
export function measureDisk(context: AnalysisContext): AnalysisResult {
  return measure(context, [context.slice]);
}

/** Of the slice and of others with further seeds, so that less noise is left. @throws InputError where no disk is seen there */
export async function measureDiskOfSeeds(context: AnalysisContext, signal: AbortSignal): Promise<AnalysisResult> {
  return measure(context, [context.slice, ...(await furtherSeeds(context, signal))]);
}

function measure(context: AnalysisContext, planes: readonly MeasuredPlane[]): AnalysisResult {
  const disks = disksOf(context);
  const measured: DiskTransfer[] = [];
  let failure: InputError | null = null;
  for (const { middle, radiusMm } of disks) {
    try {
      measured.push(transferOfDisk(planes, middle, radiusMm));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failure = error;
    }
  }
  if (measured.length === 0) throw failure;
  const shown = measured.toSorted((a, b) => Math.abs(b.contrast) - Math.abs(a.contrast)).slice(0, MOST_DISKS);
  const unit = context.unit ? ` ${context.unit}` : '';
  const curves = shown.map(({ curve, contrast }) => ({
    name: shown.length === 1 ? 'measured' : `${fixedText(contrast, unit ? 0 : 3)}${unit}`,
    curve,
  }));
  return transferResult(context, curves, {
    title: shown.length === 1 ? 'TTF of a disk' : 'TTF of the phantom’s disks, by contrast',
    symbol: 'TTF',
    numbers: shown.length === 1 ? ofOne(shown[0]!, context.unit) : [],
    words: [
      'Task transfer function (AAPM TG-233): the mean over all directions of the profile across a disk’s edge, in quarters of a pixel, and the Fourier transform of its derivative.',
      planes.length > 1 ? `It is measured in the mean of ${planes.length} scans that differ in their noise.` : '',
      uncertainty(shown),
      shown.length < disks.length ? `${shown.length} of ${disks.length} disks are shown.` : '',
      failure ? `Not all could be measured: ${failure.message}` : '',
    ]
      .filter(Boolean)
      .join(' '),
  });
}

/** How far noise lets the curve of the faintest disk be trusted; nothing where it does not matter. */
function uncertainty(shown: readonly DiskTransfer[]): string {
  const faintest = Math.min(...shown.map(({ contrastToNoise }) => contrastToNoise));
  if (faintest >= ENOUGH_CONTRAST_TO_NOISE) return '';
  const which = shown.length === 1 ? 'the disk' : 'the faintest of the disks';
  return `Caution: ${which} stands out of the noise only ${fixedText(faintest, 1)} times, so that noise may move f50 by a tenth or more; ${ENOUGH_CONTRAST_TO_NOISE} times are enough. Average several scans, count more photons, or take a disk of more contrast.`;
}

/** The disk in a circle on the slice, or else those of the phantom. */
export function disksOf(context: AnalysisContext): readonly KnownDisk[] {
  const mark = markFor(context, ['circle']);
  if (mark?.plane === 'slice') return [{ middle: mark.form.middle, radiusMm: mark.form.radius }];
  return knownInserts(context.subject);
}

function ofOne({ contrast, contrastToNoise, radiusMm }: DiskTransfer, unit: string) {
  return [
    { label: 'Contrast', value: contrast, unit },
    { label: 'Contrast over noise', value: contrastToNoise, unit: '' },
    { label: 'Diameter', value: 2 * radiusMm, unit: 'mm' },
  ];
}
