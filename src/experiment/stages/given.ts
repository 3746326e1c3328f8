import type { DeviceArray } from '../../compute/device.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import { ownSettings } from '../../methods/method.ts';
import { METHODS, playedMethod } from '../../methods/registry.ts';
import type { ProjectorModel } from '../../operators/projector-model.ts';
import { partsOf } from '../../pipeline/stage.ts';
import type { Experiment } from '../experiment.ts';
import { physicsOf as physicsOfAcquisition } from '../physics-of.ts';
import type { Subject } from '../subject.ts';
import type { VolumeLook } from '../volume-look.ts';

/** What a run is given; each stage says what of it it reads. */
export interface RunGiven {
  readonly experiment: Experiment;
  readonly subject: Subject;
  /** The kernel that back-projects on the device, where it has several: results differ by rounding at least. */
  readonly backProjection: string | null;
  /** What is looked at of a volume; the middle unless somebody says otherwise. */
  readonly look?: VolumeLook | undefined;
  /** Which measured view is wanted by itself, before and after its filter; the first unless somebody says otherwise. */
  readonly view?: number;
  /** Whether the slice grows view by view before somebody's eyes. */
  readonly isPlayed: boolean;
  /** The image that iterations go on from instead of their start, [slices · rows, columns]; only where they do. */
  readonly goesOnFrom?: DeviceArray;
}

export const { source, plan, stage } = partsOf<RunGiven>();

/** The physics of the scan; `null` where there is none, and for a measurement, which had its own. */
export function physicsOf({ experiment, subject }: RunGiven) {
  return subject.kind === 'measurement' ? null : physicsOfAcquisition(experiment.acquisition);
}

/** Whether what is scanned are the pixels of the slice's own grid. */
export function isInPixels({ experiment, subject }: RunGiven): boolean {
  return subject.kind !== 'measurement' && experiment.acquisition.inverseCrime === true;
}

/** The model by which pixels of the slice's own grid are scanned: the method's own, so that it meets what it made itself. */
export function modelOfPixels(given: RunGiven): ProjectorModel | null {
  if (!isInPixels(given)) return null;
  const { reconstruction } = given.experiment;
  return ('projector' in reconstruction && reconstruction.projector) || 'joseph';
}

/** Which stages there are between the readings and the slice. */
export function wayOf(given: RunGiven) {
  const { experiment, isPlayed, look } = given;
  const { reconstruction } = experiment;
  const { filter, interpolation } = reconstruction;
  const rebin = 'rebin' in reconstruction && reconstruction.rebin;
  const spec = isPlayed ? playedMethod(reconstruction.method, look !== undefined) : METHODS.get(reconstruction.method);
  const { rebinning, weighting, rowsApart } = geometryNamed(experiment.scan.geometry);
  // What is played view by view are the views that were measured.
  const rebins = rebinning !== null && !spec.iterates && (spec.needsParallelRays || (!isPlayed && rebin));
  return {
    method: spec.name,
    isCorrected: experiment.corrections.length > 0,
    rebins,
    filters: spec.takesFilteredViews && (filter !== 'none' || (weighting !== null && !rebins)),
    takesLinesToo: spec.takesLinesToo?.(ownSettings(spec, reconstruction)) ?? false,
    refines: spec.takesFilteredViews && interpolation === 'smooth',
    /** Whether slices are made one by one, each of its row. What is played grows as a whole, and what iterates is solved so. */
    isBySlice: rowsApart !== undefined && !isPlayed && !spec.iterates,
  };
}
