import { geometryNamed } from '../geometry/scan.ts';
import { airKermaMGyPerMas } from '../physics/air-kerma.ts';
import { masPerView } from '../physics/dose.ts';
import { hasBeam, photonsOf } from './physics-of.ts';
import type { Experiment } from './settings.ts';

/** What one view costs. */
export interface RadiographDose {
  /** Of the tube, for so many photons in each pixel with nothing in the beam. */
  readonly tubeChargeMas: number;
  /** Where the beam enters the object, in air: without what the object scatters back. */
  readonly entranceKermaMGy: number;
  /** How far from the source that is. */
  readonly entranceMm: number;
}

/**
 * The charge and the dose of a radiograph; `null` where there is no tube, or nothing is counted.
 *
 * @param reachMm how far the object, or a cylinder about it, reaches towards the source
 */
export function radiographDose({ scan, acquisition }: Experiment, reachMm: number): RadiographDose | null {
  const photons = photonsOf(acquisition);
  const distances = geometryNamed(scan.geometry).source?.distances(scan);
  if (photons === undefined || !hasBeam(acquisition) || acquisition.beam.kind !== 'tube' || !distances) return null;
  const { beam } = acquisition;
  const { sourceToIsocenterMm, sourceToDetectorMm } = distances;
  const sliceThicknessMm = 'rowSpacingMm' in scan ? scan.rowSpacingMm : scan.channelSpacingMm;
  const pixel = { sourceToDetectorMm, channelSpacingMm: scan.channelSpacingMm, sliceThicknessMm };
  const tubeChargeMas = masPerView(photons, beam, pixel);
  const entranceMm = sourceToIsocenterMm - reachMm;
  if (entranceMm <= 0) return null;
  return { tubeChargeMas, entranceMm, entranceKermaMGy: tubeChargeMas * airKermaMGyPerMas(beam, entranceMm) };
}
