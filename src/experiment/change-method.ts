import { METHODS } from '../methods/registry.ts';
import type { GridSettings, ReconstructionSettings } from './settings.ts';

/** Single settings of a reconstruction, or another method. */
export interface ReconstructionChanges extends Partial<Omit<ReconstructionSettings, 'grid'>> {
  readonly rebin?: boolean;
  readonly grid?: Partial<GridSettings>;
}

/**
 * The reconstruction with changes, as like as can be: by another method it keeps filter and grid. What needs a filter has no
 * plain back-projection; what takes parallel rays alone rebins others, and so does, after it, what may leave them as they are.
 *
 * @param canRebin whether there is anything to rebin in the scan's geometry
 */
export function changedReconstruction(
  before: ReconstructionSettings,
  changes: ReconstructionChanges,
  canRebin: boolean,
): ReconstructionSettings {
  const { rebin, grid, ...others } = changes;
  const { cutoff, interpolation, filter } = before;
  const isOther = changes.method !== undefined && changes.method !== before.method;
  const kept = isOther ? { cutoff, interpolation, filter } : before;
  const rebins = rebin ?? ('rebin' in before ? before.rebin : true);
  const changed = { ...kept, ...others, grid: { ...before.grid, ...grid } } as ReconstructionSettings;
  const { needsFilter, needsParallelRays } = METHODS.get(changed.method);
  return {
    ...changed,
    ...(needsFilter && changed.filter === 'none' && { filter: 'ram-lak' }),
    ...(!needsParallelRays && { rebin: canRebin && rebins }),
  } as ReconstructionSettings;
}
