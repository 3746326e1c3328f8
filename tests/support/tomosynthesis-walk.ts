import {
  type TomosynthesisMachine,
  type TomosynthesisScan,
  tomosynthesisArcScan,
} from '../../src/geometry/tomosynthesis/tomosynthesis-scan.ts';
import { DEGREES } from './walk.ts';

export interface TomosynthesisGiven extends Partial<TomosynthesisMachine> {
  readonly views?: number;
  /** From the first view to the last, which are as far to either side. */
  readonly spanDeg?: number;
}

/** A scan whose views are symmetric, of a small detector 40 mm below the pivot. */
export function tomosynthesisOf({ views = 21, spanDeg = 60, ...given }: TomosynthesisGiven = {}): TomosynthesisScan {
  const machine: TomosynthesisMachine = {
    panel: 'stationary',
    sourceToIsocenterMm: 600,
    sourceToDetectorMm: 640,
    channels: 96,
    channelSpacingMm: 1,
    offset: 0,
    rows: 64,
    rowSpacingMm: 1,
    rowOffset: 0,
    ...given,
  };
  const step = views > 1 ? spanDeg / (views - 1) : 1;
  const arc = { views, startRad: (-spanDeg / 2) * DEGREES, arcRad: step * views * DEGREES };
  return tomosynthesisArcScan(arc, machine);
}
