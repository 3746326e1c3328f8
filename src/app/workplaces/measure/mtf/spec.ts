import { fetchedPart } from '../../../../fetched-part.ts';
import type { Analysis, AnalysisContext } from '../analysis.ts';
import { whyNoSeeds } from '../further-seeds.ts';
import { knownEdge, knownInserts, knownPoint } from '../known-places.ts';
import { markFor } from '../mark-for.ts';

/** Sharpness from the image of a wire or a point. */
export const mtfOfPoint: Analysis = {
  name: 'mtf-point',
  title: 'MTF of a point',
  hint: 'sharpness from the image of a wire or a point',
  whyNot: (context) =>
    isMarked(context, ['circle', 'pin']) || knownPoint(context.subject)
      ? null
      : 'Draw a circle about a wire or a point on the slice, or pin it; the phantom “Thin wire” has one.',
  measure: async (context) => {
    const { measurePoint } = await fetchedPart(() => import('./measure-point.ts'));
    return measurePoint(context);
  },
};

/** Sharpness across a straight edge. */
export const mtfOfEdge: Analysis = {
  name: 'mtf-edge',
  title: 'MTF of an edge',
  hint: 'sharpness across a straight edge at a slant to the pixels',
  whyNot: (context) =>
    isMarked(context, ['circle']) || knownEdge(context.subject)
      ? null
      : 'Draw a circle with a straight edge through its middle on the slice; the phantom “Slanted edge” has one.',
  measure: async (context) => {
    const { measureEdge } = await fetchedPart(() => import('./measure-edge.ts'));
    return measureEdge(context);
  },
};

/** Sharpness of the edges of disks, by their contrast. */
export const mtfOfDisk: Analysis = {
  name: 'ttf-disk',
  title: 'TTF of a disk',
  hint: 'sharpness of a disk’s edge, the task transfer function, by its contrast',
  whyNot: (context) =>
    isMarked(context, ['circle']) || knownInserts(context.subject).length > 0
      ? null
      : 'Draw a circle about a disk on the slice, as large as the disk; the phantom “CT-number module” has several.',
  measure: async (context) => {
    const { measureDisk } = await fetchedPart(() => import('./measure-disk.ts'));
    return measureDisk(context);
  },
};

/** The same of the mean of several scans, so that disks of little contrast can be measured. */
export const mtfOfDiskOfSeeds: Analysis = {
  name: 'ttf-disk-seeds',
  title: 'TTF of a disk over 8 scans',
  hint: 'the task transfer function in the mean of eight scans that differ in their noise alone',
  whyNot: (context) => mtfOfDisk.whyNot(context) ?? whyNoSeeds(context),
  measure: async (context, signal) => {
    const { measureDiskOfSeeds } = await fetchedPart(() => import('./measure-disk.ts'));
    return measureDiskOfSeeds(context, signal);
  },
};

function isMarked(context: AnalysisContext, kinds: readonly ('circle' | 'pin')[]): boolean {
  return markFor(context, kinds)?.plane === 'slice';
}
