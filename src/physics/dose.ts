import { absorbedPart, type TubeSettings } from './scan-spectrum.ts';
import { ANODE_ANGLE_DEG, tubeSpectrum } from './tube-spectrum.ts';

/** The acrylic cylinder that a dose is told for. */
export type DosePhantom = 'head' | 'body';

/** What the beam is like where photons are counted. */
export interface DoseGeometry {
  readonly sourceToDetectorMm: number;
  /** A channel's width on the detector. */
  readonly channelSpacingMm: number;
  /** A channel's height on the detector. */
  readonly sliceThicknessMm: number;
}

/** Electrons of 1 mAs. */
export const ELECTRONS_PER_MAS = 6.2415e15;

/**
 * CTDIvol at pitch 1 and 120 kV in mGy for 100 mAs, the mean of 43 scanners of four makers, each with its own filters and
 * its widest beam, from the ImPACT dosimetry tables: 167 ± 44 and 78 ± 22 µGy/mAs, one standard deviation; the upper tenth
 * gives twice what the lower tenth does (Elojeimy, Tipnis & Huda, Radiat. Prot. Dosim. 141:43, 2010, doi
 * 10.1093/rpd/ncq138). The head's phantom measures 160 mm, the body's 320 mm.
 */
export const CTDI_MGY_PER_100_MAS: Readonly<Record<DosePhantom, number>> = { head: 16.7, body: 7.8 };
/** What CTDIvol goes with in both phantoms, between 80 and 140 kV (the same paper). */
const CTDI_VOLTAGE_POWER = 2.6;
const REFERENCE_VOLTAGE_KV = 120;

/** Filtration that the scanners' is taken for, in mm of aluminium; the paper does not tell it. */
const TYPICAL_FILTRATION_MM = 6;

/**
 * The tube's charge in mAs of one view for which so many photons reach and are counted in a channel with nothing in the
 * beam: the tube model's photons, spread evenly over a sphere, through the channel's area on the detector, times what
 * the scintillator absorbs. The model is good to some 20 %.
 */
export function masPerView(photons: number, tube: TubeSettings, geometry: DoseGeometry): number {
  const { energiesKeV, photons: perElectron } = tubeSpectrum({ ...tube, anodeAngleDeg: ANODE_ANGLE_DEG });
  const counted = perElectron.reduce((sum, count, i) => sum + count * absorbedPart(energiesKeV[i]!), 0);
  const { sourceToDetectorMm, channelSpacingMm, sliceThicknessMm } = geometry;
  const partOfSphere = (channelSpacingMm * sliceThicknessMm) / (4 * Math.PI * sourceToDetectorMm ** 2);
  return photons / (counted * ELECTRONS_PER_MAS * partOfSphere);
}

/**
 * An estimate of CTDIvol in mGy of one turn at pitch 1, for a lecture and not for a patient. It takes the mean of many
 * scanners for 100 mAs, as a power of the voltage, and the mAs that so many photons need. More filtration lowers the dose
 * for the same charge as it lowers the beam's energy in air; bow-tie filters, overranging and the penumbra are left out.
 * It is good to a factor of two.
 */
export function ctdiVolMGy(
  photons: number,
  views: number,
  tube: TubeSettings,
  geometry: DoseGeometry,
  phantom: DosePhantom,
): number {
  const mas = masPerView(photons, tube, geometry) * views;
  const typical = { ...tube, filtrationMmAluminium: TYPICAL_FILTRATION_MM, filtrationMmCopper: 0 };
  const filtration = beamEnergy(tube) / beamEnergy(typical);
  const voltage = (tube.voltageKV / REFERENCE_VOLTAGE_KV) ** CTDI_VOLTAGE_POWER;
  return (CTDI_MGY_PER_100_MAS[phantom] * voltage * filtration * mas) / 100;
}

function beamEnergy(tube: TubeSettings): number {
  const { energiesKeV, photons } = tubeSpectrum({ ...tube, anodeAngleDeg: ANODE_ANGLE_DEG });
  return photons.reduce((sum, count, i) => sum + count * energiesKeV[i]!, 0);
}
