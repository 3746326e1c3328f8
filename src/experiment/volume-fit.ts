import { CORRECTIONS } from '../corrections/registry.ts';
import { geometryNamed } from '../geometry/scan.ts';
import { ownSettings } from '../methods/method.ts';
import { METHODS } from '../methods/registry.ts';
import type { SolidExtent } from '../phantom/solids/solid-extent.ts';
import { extentInSpace } from './room-for-object.ts';
import type { Experiment } from './settings.ts';
import type { Subject } from './subject.ts';

/**
 * Why a scan that volumes are made of does not go with the rest of an experiment, as a sentence that begins with the path, or
 * `null`. What is not possible yet is refused here, so that no part of the program meets it.
 */
export function whyNoVolume(experiment: Experiment, subject: Subject): string | null {
  const { scan, reconstruction, corrections } = experiment;
  const { makesVolumes, focusing, rowsApart, words } = geometryNamed(scan.geometry);
  const method = METHODS.get(reconstruction.method);
  const whyNot = method.whyNot?.(scan, ownSettings(method, reconstruction)) ?? null;
  if (whyNot !== null) return whyNot;
  const { slices, sliceSpacingMm, centreZMm } = reconstruction.grid;
  if (!makesVolumes) {
    if (subject.kind === 'measurement' && subject.detectorRows > 1) {
      return `scan.geometry: ${subject.name} has the projections of a detector with ${subject.detectorRows} rows; set it to "cone"`;
    }
    const key = Object.entries({ slices, sliceSpacingMm, centreZMm }).find(([, value]) => value !== undefined)?.[0];
    if (key === undefined || isPlainSlice(reconstruction.grid)) return null;
    return `reconstruction.grid.${key} is for scans by a detector of several rows, and ${words.rays} lie in one slice; leave it out or set scan.geometry to "cone"`;
  }
  if (subject.kind === 'image' && !subject.volume) {
    return `phantom.image has no extent along the axis, which a ${words.noun} would see; take a volume, or a phantom of shapes or of solids`;
  }
  if (focusing && subject.kind === 'shapes') {
    return `phantom is drawn in a slice and has no height, which a ${words.noun} looks down through; take a phantom of solids`;
  }
  if (experiment.acquisition.inverseCrime) {
    return `acquisition.inverseCrime is for scans in a slice, and ${words.rays} leave it; leave it out or set scan.geometry to "parallel"`;
  }
  const extent = focusing ? extentInSpace(subject) : null;
  const noRoom = extent && whyNoRoom(scan, extent);
  if (noRoom) return noRoom;
  if (method.needsParallelRays && !rowsApart) {
    return `reconstruction.method: ${reconstruction.method} takes parallel rays, and ${words.rays} ${words.whyNotRebinned}; set it to "fbp"`;
  }
  for (const { kind } of corrections) {
    const { whyNotFocused } = CORRECTIONS.get(kind);
    if (!focusing || whyNotFocused === null) continue;
    return `corrections: "${kind}" cannot be made of the slices of a ${words.noun}, since ${whyNotFocused}; leave it out`;
  }
  return null;
}

/** Why an object does not stand between a source and a panel that look through it from above, or `null`. */
function whyNoRoom(scan: Experiment['scan'], object: SolidExtent): string | null {
  const { source, focusing } = geometryNamed(scan.geometry);
  const { sourceMm, panelMm } = focusing!.roomFor(scan, object);
  const { sourceToIsocenterMm, sourceToDetectorMm } = source!.distances(scan);
  const mm = (value: number) => Number(value.toFixed(1));
  const isBelow = panelMm > sourceToDetectorMm - sourceToIsocenterMm + 1e-9;
  if (isBelow) {
    return `scan.sourceToDetectorMm: the phantom needs ${mm(panelMm)} mm between the pivot and the detector, which stands ${mm(sourceToDetectorMm - sourceToIsocenterMm)} mm below it; set it to ${mm(Math.ceil(sourceToIsocenterMm + panelMm))} at least`;
  }
  if (sourceMm < sourceToIsocenterMm) return null;
  return `scan.sourceToIsocenterMm: the phantom reaches ${mm(sourceMm)} mm up from the pivot, and the source stands at ${mm(sourceToIsocenterMm)} mm; move it farther away`;
}

/** Whether a grid says in many words that it is a slice at z = 0. */
function isPlainSlice({ slices = 1, centreZMm = 0 }: Experiment['reconstruction']['grid']): boolean {
  return slices === 1 && centreZMm === 0;
}
