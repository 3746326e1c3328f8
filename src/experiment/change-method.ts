import * as v from 'valibot';
import { geometryNamed } from '../geometry/scan.ts';
import type { MissingCone } from '../methods/fbp/spec.ts';
import { weighsByCounts } from '../methods/iterative/weights-setting.ts';
import { type Method, ownSettings } from '../methods/method.ts';
import { DEFAULT_METHOD, METHODS } from '../methods/registry.ts';
import { type SetValues, settingSchemas, usualValues } from '../spec-settings.ts';
import type { GridSettings, ReconstructionSettings, ScanSettings } from './settings.ts';

/** Single settings of a reconstruction, or another method. */
export interface ReconstructionChanges extends Partial<Omit<ReconstructionSettings, 'grid'>> {
  /** What is set of the method alone. */
  readonly own?: SetValues;
  readonly rebin?: boolean;
  readonly missingCone?: MissingCone;
  readonly grid?: Partial<GridSettings>;
}

/**
 * The reconstruction with changes, as like as can be: by another method it keeps filter, grid, and of what can be set of both
 * methods alone what has been set. What needs a filter has no
 * plain back-projection; what takes parallel rays alone rebins others, and so does, after it, what may leave them as they are.
 *
 * @param canRebin whether there is anything to rebin in the scan's geometry
 */
export function changedReconstruction(
  before: ReconstructionSettings,
  changes: ReconstructionChanges,
  canRebin: boolean,
): ReconstructionSettings {
  const { rebin, grid, own: set, ...others } = changes;
  const { cutoff, interpolation, filter } = before;
  const isOther = changes.method !== undefined && changes.method !== before.method;
  const own = isOther ? ownOfAnother(before, METHODS.get(changes.method)) : {};
  const kept = isOther ? { cutoff, interpolation, filter, ...own } : before;
  const rebins = rebin ?? ('rebin' in before ? before.rebin : true);
  const changed = { ...kept, ...others, ...set, grid: { ...before.grid, ...grid } } as ReconstructionSettings;
  const { needsFilter, needsParallelRays, iterates } = METHODS.get(changed.method);
  return {
    ...changed,
    ...(needsFilter && changed.filter === 'none' && { filter: 'ram-lak' }),
    ...(!needsParallelRays && !iterates && { rebin: canRebin && rebins }),
  } as ReconstructionSettings;
}

/** What is set of a method alone: what is usual of it, unless something else has been set of the one before. */
function ownOfAnother(before: ReconstructionSettings, method: Method): SetValues {
  const usualBefore = usualValues(METHODS.get(before.method).settings);
  const values: SetValues = { ...before };
  const schemas = settingSchemas(method.settings);
  const usual = usualValues(method.settings);
  const kept = Object.keys(usual).filter(
    (key) => key in usualBefore && values[key] !== usualBefore[key] && v.is(schemas[key]!, values[key]),
  );
  return { ...usual, ...Object.fromEntries(kept.map((key) => [key, values[key]])) };
}

/** Whether iterations end at the noise that the readings are expected to have. */
export function stopsAtNoise(reconstruction: ReconstructionSettings): boolean {
  return (
    METHODS.get(reconstruction.method).iterates === true &&
    'stop' in reconstruction &&
    reconstruction.stop === 'discrepancy'
  );
}

/** The reconstruction where nothing counts photons any more: what would end at their noise goes on to its last iteration. */
export function withoutNoise(reconstruction: ReconstructionSettings): ReconstructionSettings {
  return stopsAtNoise(reconstruction)
    ? ({ ...reconstruction, stop: 'iterations' } as ReconstructionSettings)
    : reconstruction;
}

/** The reconstruction of readings that say nothing of what was counted: they all count alike. */
export function withoutCounts(reconstruction: ReconstructionSettings): ReconstructionSettings {
  return weighsByCounts({ ...reconstruction })
    ? (Object.assign({ ...reconstruction }, { weights: 'none' }) as ReconstructionSettings)
    : reconstruction;
}

/**
 * The reconstruction where another scan leaves its method, or what is set of it, without a meaning: with what is usual of the
 * method, or by filtered back-projection, where that goes with the scan.
 */
export function fittingReconstruction(
  reconstruction: ReconstructionSettings,
  scan: ScanSettings,
): ReconstructionSettings {
  const method = METHODS.get(reconstruction.method);
  const { makesVolumes, rowsApart, rebinning } = geometryNamed(scan.geometry);
  const takesRays = !method.needsParallelRays || !makesVolumes || rowsApart !== undefined;
  const fits = (settings: SetValues) => takesRays && (method.whyNot?.(scan, settings) ?? null) === null;
  if (fits(ownSettings(method, reconstruction))) return reconstruction;
  const usual = usualValues(method.settings);
  if (fits(usual)) return { ...reconstruction, ...usual };
  return changedReconstruction(reconstruction, { method: DEFAULT_METHOD }, rebinning !== null);
}
