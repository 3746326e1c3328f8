import { CLINICAL_DISTANCES } from '../geometry/ray-source.ts';
import { geometryNamed } from '../geometry/scan.ts';
import { CTDI_MGY_PER_100_MAS, ctdiVolMGy, type DosePhantom } from '../physics/dose.ts';
import { relativeDose } from '../physics/relative-dose.ts';
import type { Experiment } from './experiment.ts';
import { objectRadiusMm } from './object-in-space.ts';
import { photonsOf } from './physics-of.ts';
import { type RadiographDose, radiographDose } from './radiograph-dose.ts';
import { reachOf } from './radiograph-of.ts';
import type { Subject } from './subject.ts';

/** What a scan costs. */
export interface DoseEstimate {
  /** Photons × views. */
  readonly relative: number;
  /** CTDIvol in mGy, or `null` where there is no tube to tell it of. */
  readonly ctdiVolMGy: number | null;
  /** Of one view; `null` of others, and where there is no tube to tell it of. */
  readonly radiograph: RadiographDose | null;
  /** What the estimate takes for granted, a sentence each. */
  readonly assumptions: readonly string[];
}

/** Phantoms up to this radius are held for a head. */
const HEAD_RADIUS_MM = 130;
const SLICE_MM = 1;

/** The dose of an experiment, or `null` where it counts no photons. Photons are those of a channel, or of a pixel of several rows. */
export function doseEstimate({ scan, acquisition, ...others }: Experiment, subject: Subject): DoseEstimate | null {
  const photons = photonsOf(acquisition);
  if (photons === undefined || subject.kind === 'measurement') return null;
  const relative = relativeDose(photons, scan.views);
  const { beam } = acquisition;
  if (beam.kind !== 'tube') {
    return {
      ...{ relative, ctdiVolMGy: null, radiograph: null },
      assumptions: ['CTDIvol is defined only for an X-ray tube; choose one for an estimate.'],
    };
  }
  const { source, makesVolumes, words } = geometryNamed(scan.geometry);
  if (makesVolumes && scan.views === 1) {
    const radiograph = radiographDose({ scan, acquisition, ...others }, reachOf({ scan }, subject).towardsSourceMm);
    return { relative, ctdiVolMGy: null, radiograph, assumptions: radiograph ? assumptionsOf(radiograph) : [] };
  }
  if (makesVolumes) {
    return {
      ...{ relative, ctdiVolMGy: null, radiograph: null },
      assumptions: [
        `CTDIvol is not estimated for a ${words.noun}: it is measured over 100 mm and for contiguous turns, and too low for wide beams (IEC 60601-2-44).`,
      ],
    };
  }
  const { sourceToIsocenterMm, sourceToDetectorMm } = source?.distances(scan) ?? CLINICAL_DISTANCES;
  const magnification = sourceToDetectorMm / sourceToIsocenterMm;
  const phantom: DosePhantom = objectRadiusMm(subject) <= HEAD_RADIUS_MM ? 'head' : 'body';
  const geometry = {
    sourceToDetectorMm,
    // A channel of rays from no source is as wide at the axis as on the detector.
    channelSpacingMm: scan.channelSpacingMm * (source ? 1 : magnification),
    sliceThicknessMm: SLICE_MM * magnification,
  };
  return {
    relative,
    radiograph: null,
    ctdiVolMGy: ctdiVolMGy(photons, scan.views, beam, geometry, phantom),
    assumptions: [
      'For teaching, not for patients: accurate to about a factor of two.',
      `Photon counts are those of an unattenuated channel, for ${SLICE_MM} mm slices at the axis${source ? '' : `, on a clinical scanner with its source ${sourceToIsocenterMm} mm from the axis`}.`,
      `The estimate starts from ${CTDI_MGY_PER_100_MAS[phantom]} mGy per 100 mAs at 120 kV in the ${phantom === 'head' ? 'head phantom, 160' : 'body phantom, 320'} mm of acrylic: the mean of 43 clinical scanners, most of them within 30 % of it, with 6 mm of aluminium filtration assumed for all (Elojeimy, Tipnis & Huda, Radiat. Prot. Dosim. 141:43, 2010).`,
      'It is scaled by kV to the power of 2.6 (same paper), by the tube charge (mAs) that gives so many photons, and for the filtration.',
      'One rotation at pitch 1; no bow-tie filter, no overranging.',
    ],
  };
}

function assumptionsOf({ entranceMm }: RadiographDose): readonly string[] {
  return [
    'For teaching, not for patients: the model of the tube is good to some 20 %.',
    'Photons are those that a pixel counts with nothing in the beam. The tube charge (mAs) is what gives so many, through the pixel’s area and the distance from source to detector; it grows with the square of that distance.',
    `Entrance air kerma is that of this charge ${Math.round(entranceMm)} mm from the source, where the object (or a cylinder about it) begins, in air: what the object scatters back, a few tenths of it, is left out. Energy absorption of air: NIST.`,
  ];
}
