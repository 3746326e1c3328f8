import type { Scan } from '../../geometry/scan.ts';
import { mirrorMismatch } from './mirror-rows.ts';
import { wholeTurnRows } from './whole-turn-rows.ts';
import { withoutDeadChannels } from './without-dead-channels.ts';

/**
 * How much opposite views of a whole turn differ about a place that is taken for the axis, as a part of what they vary:
 * what the axis is looked for by (`mirrorMismatch`). `null` where the detector has next to nothing on one side of it.
 *
 * @param sinogram [views × channels]
 * @returns asks of an offset of the detector, in channels
 */
export function oppositeViews(sinogram: Float32Array, scan: Scan): (offset: number) => number | null {
  const { channels } = scan;
  const rows = wholeTurnRows(withoutDeadChannels(sinogram, channels), scan);
  return (offset) => {
    const { score } = mirrorMismatch(rows, offset + (channels - 1) / 2);
    return Number.isFinite(score) ? score : null;
  };
}
