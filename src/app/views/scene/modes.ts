import type { DisplayUnit } from '../../../experiment/experiment.ts';
import { TRANSFER_FUNCTIONS, type TransferName } from './transfer-functions.ts';

/** How a volume is seen. */
export type SceneMode = 'none' | 'mip' | 'sum' | 'surface' | 'window' | TransferName;

/** In the order in which they are offered. */
export const MODE_NAMES: Readonly<Record<SceneMode, string>> = {
  none: 'Scanner alone',
  window: 'Window as opacity',
  surface: 'Surface at level',
  mip: 'Maximum (MIP)',
  sum: 'Sum (radiograph)',
  bone: TRANSFER_FUNCTIONS.bone.label,
  'soft-tissue': TRANSFER_FUNCTIONS['soft-tissue'].label,
  lung: TRANSFER_FUNCTIONS.lung.label,
};

export function isTransfer(mode: SceneMode): mode is TransferName {
  return mode in TRANSFER_FUNCTIONS;
}

/** Whether a mode says something of values in a unit: tissues are known by their HU, and a sum needs attenuations. */
export function suits(mode: SceneMode, unit: DisplayUnit, isUnfiltered: boolean): boolean {
  if (isTransfer(mode)) return unit === 'HU' && !isUnfiltered;
  return mode !== 'sum' || !isUnfiltered;
}

/** The mode that is shown where another was asked for that does not suit. */
export function modeShown(wanted: SceneMode, unit: DisplayUnit, isUnfiltered: boolean): SceneMode {
  return suits(wanted, unit, isUnfiltered) ? wanted : 'window';
}
