import type { ScanSettings } from '../../geometry/scan.ts';
import type { Method } from '../method.ts';

export const halfTurns = {
  name: '180-li',
  words: { label: '180° LI (helix, slice by slice)', short: '180° LI' },
  needsParallelRays: false,
  needsFilter: true,
  // Each slice weighs the lines in its own way before they are filtered.
  takesFilteredViews: false,
  growsByViews: true,
  growsSliceBySlice: true,
  reads: ['filter', 'cutoff', 'interpolation'],
  settings: {},
  whyNot(scan: ScanSettings) {
    if (!('pitchMm' in scan) || scan.pitchMm === 0) {
      return 'reconstruction.method: 180-li interpolates between the turns of a helix; set scan.geometry to "cone" and scan.pitchMm to how far the source rises in a turn, or the method to "fbp"';
    }
    if (Math.abs(2 * scan.offset) >= 1) {
      return 'reconstruction.method: 180-li interpolates between the two sides of each line, which a detector that stands to one side does not see; set scan.offset to 0 or the method to "fbp"';
    }
    return null;
  },
  load: () => import('./half-turns-work.ts'),
} as const satisfies Method;
