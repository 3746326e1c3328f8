import { InputError } from '../../../../errors.ts';
import type { MeasuredPlane } from '../../../../measure/plane.ts';
import { transferOfDisk } from '../../../../measure/spectra/mtf-of-disk.ts';
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
  const measured: ReturnType<typeof transferOfDisk>[] = [];
  let failure: unknown;
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
      planes.length > 1
        ? `It is measured in the mean of ${planes.length} scans that differ in their noise.`
        : 'In noise, average several scans, or take a disk of more contrast.',
      shown.length < disks.length ? `${shown.length} of ${disks.length} disks are shown.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  });
}

/** The disk in a circle on the slice, or else those of the phantom. */
export function disksOf(context: AnalysisContext): readonly KnownDisk[] {
  const mark = markFor(context, ['circle']);
  if (mark?.plane === 'slice') return [{ middle: mark.form.middle, radiusMm: mark.form.radius }];
  return knownInserts(context.subject);
}

function ofOne({ contrast, radiusMm }: ReturnType<typeof transferOfDisk>, unit: string) {
  return [
    { label: 'Contrast', value: contrast, unit },
    { label: 'Diameter', value: 2 * radiusMm, unit: 'mm' },
  ];
}
