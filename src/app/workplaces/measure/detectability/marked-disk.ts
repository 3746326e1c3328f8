import type { PlanePoint } from '../../../../measure/plane.ts';
import type { AnalysisContext } from '../analysis.ts';
import { knownInserts } from '../known-places.ts';
import { markFor } from '../mark-for.ts';
import type { EvenCircle } from '../noise-power/even-circle.ts';

/** A disk that is to be seen, and what it is called. */
export interface MarkedDisk {
  readonly middle: PlanePoint;
  readonly radiusMm: number;
  readonly name: string;
}

/** The circle that is chosen on the slice, or else the largest disk in the phantom; `null` where there is neither. */
export function diskOf(context: AnalysisContext): MarkedDisk | null {
  const mark = markFor(context, ['circle']);
  if (mark?.plane === 'slice') return { middle: mark.form.middle, radiusMm: mark.form.radius, name: mark.name };
  const [known] = knownInserts(context.subject);
  return known ? { ...known, name: 'the phantom’s largest disk' } : null;
}

/** Another circle on the slice than that about a disk, the one made last; `null` where there is none. */
export function evenBeside({ marks }: AnalysisContext, disk: MarkedDisk): EvenCircle | null {
  const other = marks.findLast(
    ({ name, plane, form }) => plane === 'slice' && form.kind === 'circle' && name !== disk.name,
  );
  if (other?.form.kind !== 'circle') return null;
  return { middle: other.form.middle, radius: other.form.radius, name: `circle ${other.name}` };
}
