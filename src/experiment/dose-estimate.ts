import { CLINICAL_DISTANCES } from '../geometry/ray-source.ts';
import { geometryNamed } from '../geometry/scan.ts';
import { phantomRadiusMm } from '../phantom/phantom-extent.ts';
import { CTDI_MGY_PER_100_MAS, ctdiVolMGy, type DosePhantom } from '../physics/dose.ts';
import { relativeDose } from '../physics/relative-dose.ts';
import type { Experiment } from './experiment.ts';
import { photonsOf } from './physics-of.ts';
import type { Subject } from './subject.ts';

/** What a scan costs. */
export interface DoseEstimate {
  /** Photons × views. */
  readonly relative: number;
  /** CTDIvol in mGy, or `null` where there is no tube to tell it of. */
  readonly ctdiVolMGy: number | null;
  /** What the estimate takes for granted, a sentence each. */
  readonly assumptions: readonly string[];
}

/** Phantoms up to this radius are held for a head. */
const HEAD_RADIUS_MM = 130;
const SLICE_MM = 1;

/** The dose of an experiment, or `null` where it counts no photons. */
export function doseEstimate({ scan, acquisition }: Experiment, subject: Subject): DoseEstimate | null {
  const photons = photonsOf(acquisition);
  if (photons === undefined || subject.kind === 'measurement') return null;
  const relative = relativeDose(photons, scan.views);
  const { beam } = acquisition;
  if (beam.kind !== 'tube') {
    return {
      relative,
      ctdiVolMGy: null,
      assumptions: ['CTDIvol is defined for a tube’s beam; choose one for an estimate.'],
    };
  }
  const { source } = geometryNamed(scan.geometry);
  const { sourceToIsocenterMm, sourceToDetectorMm } = source?.distances(scan) ?? CLINICAL_DISTANCES;
  const magnification = sourceToDetectorMm / sourceToIsocenterMm;
  const phantom: DosePhantom = phantomRadiusMm(subject) <= HEAD_RADIUS_MM ? 'head' : 'body';
  const geometry = {
    sourceToDetectorMm,
    // A channel of rays from no source is as wide at the axis as on the detector.
    channelSpacingMm: scan.channelSpacingMm * (source ? 1 : magnification),
    sliceThicknessMm: SLICE_MM * magnification,
  };
  return {
    relative,
    ctdiVolMGy: ctdiVolMGy(photons, scan.views, beam, geometry, phantom),
    assumptions: [
      'For a lecture, not for a patient: good to a factor of two.',
      `Photons are those counted behind no object, in channels of ${SLICE_MM} mm slices at the axis${source ? '' : `, on a clinical scanner with its source ${sourceToIsocenterMm} mm from the axis`}.`,
      `The figure starts from ${CTDI_MGY_PER_100_MAS[phantom]} mGy for 100 mAs at 120 kV in the ${phantom === 'head' ? 'head phantom, 160' : 'body phantom, 320'} mm of acrylic: the mean of 43 clinical scanners, most of them within 30 % of it, all taken for filtered by 6 mm of aluminium (Elojeimy, Tipnis & Huda, Radiat. Prot. Dosim. 141:43, 2010).`,
      'From there it goes as kV to the power of 2.6 (the same paper), with the charge that so many photons need, and with the filtration.',
      'One turn at pitch 1; no bow-tie filter, no overranging.',
    ],
  };
}
