import { geometryNamed } from '../geometry/scan.ts';
import { hasBeam } from './physics-of.ts';
import type { Experiment } from './settings.ts';

/** What the distances make of a radiograph, at the place of the axis. Nearer to the source it is more. */
export interface RadiographFigures {
  readonly sourceToObjectMm: number;
  readonly objectToDetectorMm: number;
  /** m = source–detector / source–object. */
  readonly magnification: number;
  /** Of a pixel, in the plane of the object that is parallel to the panel: spacing / m. */
  readonly pixelAtObjectMm: number;
  /**
   * Geometric unsharpness on the panel, the penumbra of an edge: focal spot · (m − 1), from similar triangles over the edge.
   * `null` where the scan has no beam, and so no focal spot.
   */
  readonly unsharpnessMm: number | null;
}

/** `null` of a scan that has no source. */
export function radiographFigures({ scan, acquisition }: Experiment): RadiographFigures | null {
  const distances = geometryNamed(scan.geometry).source?.distances(scan);
  if (!distances) return null;
  const { sourceToIsocenterMm, sourceToDetectorMm } = distances;
  const magnification = sourceToDetectorMm / sourceToIsocenterMm;
  return {
    sourceToObjectMm: sourceToIsocenterMm,
    objectToDetectorMm: sourceToDetectorMm - sourceToIsocenterMm,
    magnification,
    pixelAtObjectMm: scan.channelSpacingMm / magnification,
    unsharpnessMm: hasBeam(acquisition) ? acquisition.focalSpotMm * (magnification - 1) : null,
  };
}
