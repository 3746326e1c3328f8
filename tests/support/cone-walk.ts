// Small cone-beam scans.

import { type ConeMachine, type ConeScan, coneArcScan } from '../../src/geometry/cone/cone-scan.ts';
import { DEGREES } from './walk.ts';

export interface ConeGiven extends Partial<ConeMachine> {
  readonly views?: number;
  readonly startDeg?: number;
  readonly arcDeg?: number;
}

/** A whole turn of 24 views at 60 mm onto a flat panel at 100 mm unless told otherwise. */
export function coneOf({ views = 24, startDeg = 0, arcDeg = 360, ...given }: ConeGiven = {}): ConeScan {
  return coneArcScan(
    { views, startRad: startDeg * DEGREES, arcRad: arcDeg * DEGREES },
    {
      detector: 'flat',
      sourceToIsocenterMm: 60,
      sourceToDetectorMm: 100,
      channels: 41,
      channelSpacingMm: 1.5,
      offset: 0,
      rows: 20,
      rowSpacingMm: 1.6,
      rowOffset: 0,
      pitchMm: 0,
      startZMm: 0,
      ...given,
    },
  );
}
