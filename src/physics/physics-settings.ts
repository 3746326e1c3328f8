import type { DetectorSettings } from './detector-plan.ts';
import type { TubeSettings } from './scan-spectrum.ts';

/** Motion of the phantom while it is scanned. */
export interface MotionSettings {
  readonly kind: 'none' | 'shift' | 'breathing';
  /** How far it goes from where it was, in mm. */
  readonly amplitudeMm: number;
  /** The direction of the shift, counter-clockwise from x. */
  readonly directionDeg: number;
  /** A shift happens at this part of the scan, 0 … 1. */
  readonly at: number;
  /** Breaths in one scan. */
  readonly cycles: number;
}

/** How a real scan differs from exact line integrals. */
export interface PhysicsSettings extends DetectorSettings {
  /** Of a beam of one energy; one of this and `spectrum` is there. */
  readonly energyKeV?: number | undefined;
  /** The beam of a tube. */
  readonly spectrum?: TubeSettings | undefined;
  /**
   * Width of the focal spot in mm, along the detector: 0 for parallel rays. A spot so far away that its rays are parallel
   * has a penumbra of spot × object–detector / source–object, which is nothing.
   */
  readonly focalSpotMm: number;
  /** The part of the channel spacing that a channel is wide; 0 is a ray. */
  readonly channelAperture: number;
  /** How many channels the detector really stands beyond where the reconstruction believes it to be. */
  readonly detectorShift: number;
  readonly motion: MotionSettings;
}

/** The energy at which phantoms say their values, so that a beam of it sees them as they are. */
export const REFERENCE_ENERGY_KEV = 60;

/** Whether a scan gives the line integrals of what it scans: its beam is of one energy, and its detector reads what reaches it. */
export function readsExactly(settings: PhysicsSettings): boolean {
  return (
    settings.spectrum === undefined &&
    settings.photons === undefined &&
    settings.crosstalk === 0 &&
    settings.deadChannels.length === 0 &&
    settings.gainDrift === 0 &&
    settings.scatterToPrimary === 0 &&
    settings.channelAperture === 0 &&
    settings.focalSpotMm === 0
  );
}
