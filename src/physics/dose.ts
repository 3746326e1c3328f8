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
const ELECTRONS_PER_MAS = 6.2415e15;

/**
 * CTDIvol at pitch 1 in mGy for 100 mAs, by voltage: typical of clinical scanners with flat filters, which differ from
 * each other by a third either way (Shrimpton et al., NRPB-PE/1/2004; AAPM Report 96, 2008, gives the method). The head's
 * phantom measures 160 mm, the body's 320 mm.
 */
const CTDI_MGY_PER_100_MAS: Readonly<Record<DosePhantom, readonly (readonly [number, number])[]>> = {
  head: [
    [80, 5.5],
    [100, 10],
    [120, 15.5],
    [140, 21.5],
  ],
  body: [
    [80, 2],
    [100, 4.2],
    [120, 7],
    [140, 10.2],
  ],
};

/** Filtration for which the typical figures hold, in mm of aluminium. */
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
 * An estimate of CTDIvol in mGy of one turn at pitch 1, for a lecture and not for a patient. It takes a typical scanner's
 * figure at this voltage for 100 mAs, interpolated as a power of the voltage, and the mAs that so many photons need. More
 * filtration lowers the dose for the same charge as it lowers the beam's energy in air; bow-tie filters, overranging
 * and the penumbra are left out. It is good to a factor of two.
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
  return (typicalCtdi(tube.voltageKV, phantom) * filtration * mas) / 100;
}

function typicalCtdi(voltageKV: number, phantom: DosePhantom): number {
  const rows = CTDI_MGY_PER_100_MAS[phantom];
  let after = rows.findIndex(([voltage]) => voltage >= voltageKV);
  if (after < 0) after = rows.length - 1;
  const [v0, c0] = rows[Math.max(0, after - 1)]!;
  const [v1, c1] = rows[Math.max(1, after)]!;
  return c0 * (voltageKV / v0) ** (Math.log(c1 / c0) / Math.log(v1 / v0));
}

function beamEnergy(tube: TubeSettings): number {
  const { energiesKeV, photons } = tubeSpectrum({ ...tube, anodeAngleDeg: ANODE_ANGLE_DEG });
  return photons.reduce((sum, count, i) => sum + count * energiesKeV[i]!, 0);
}
