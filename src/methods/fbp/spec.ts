import * as v from 'valibot';
import { geometryNamed, type ScanSettings } from '../../geometry/scan.ts';
import type { SetValues } from '../../spec-settings.ts';
import { oneOf } from '../../validation.ts';
import type { Method } from '../method.ts';
import { fbpWork } from './fbp-work.ts';

/** What can be done about what a circle leaves out; the first is nothing. */
export const MISSING_CONE = ['none', 'hu'] as const;
export type MissingCone = (typeof MISSING_CONE)[number];

function addsHuTerm({ missingCone }: SetValues): boolean {
  return missingCone === 'hu';
}

/** Why what a scan leaves out cannot be told in part by Hu's term, behind its name; `null` where it can. */
function whyNoHuTerm(scan: ScanSettings): string | null {
  const { tangentPlanes, words } = geometryNamed(scan.geometry);
  const leaveOut = 'leave it out';
  if (!tangentPlanes || !('pitchMm' in scan)) return `is for cones, and these are ${words.rays}; ${leaveOut}`;
  if (scan.pitchMm !== 0) return `is for a source on a circle; set scan.pitchMm to 0 or ${leaveOut}`;
  if (scan.detector !== 'flat') {
    return `needs rows that lie in planes, as those of a flat panel do; set scan.detector to "flat" or ${leaveOut}`;
  }
  if (scan.arcDeg % 360 !== 0) return `needs whole turns; set scan.arcDeg to 360 or ${leaveOut}`;
  if (Math.abs(2 * scan.offset) >= 1) {
    return `needs rows that see all of the object, which a detector to one side does not; set scan.offset to 0 or ${leaveOut}`;
  }
  return null;
}

export const fbp = {
  name: 'fbp',
  words: { label: 'Filtered back-projection', short: 'FBP' },
  needsParallelRays: false,
  needsFilter: false,
  takesFilteredViews: true,
  growsByViews: true,
  // The views have been filtered by then. What leaves the ramp out has no use for what the ramp loses.
  reads: ['filter'],
  settings: {
    missingCone: {
      means:
        'what is done about what a circle leaves out beside the source’s plane: `none`, or `hu`, which adds Hu’s term ([volumes](volumes.md#hus-term)); of a whole turn onto a flat panel',
      // Left out of all other scans.
      schema: v.optional(oneOf(MISSING_CONE)),
    },
  },
  takesLinesToo: addsHuTerm,
  whyNot(scan: ScanSettings, settings: SetValues) {
    if (!addsHuTerm(settings)) return null;
    const why = whyNoHuTerm(scan);
    return why && `reconstruction.missingCone: Hu’s term ${why}`;
  },
  // The first slice of every visit needs it.
  load: async () => fbpWork,
} as const satisfies Method;
