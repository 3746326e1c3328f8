import type { PlanePoint } from '../../../../measure/plane.ts';
import type { AnalysisContext } from '../analysis.ts';
import { knownInserts } from '../known-places.ts';
import { markFor } from '../mark-for.ts';

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
