import { LEAST_PHOTONS, LEAST_SIGNAL } from './detector-plan.ts';

/** How scatter is found and taken away. Immutable, kept by identity. */
export interface ScatterPlan {
  /** How many channels at either end of the detector may look past the object. */
  readonly besideObject: number;
  /** What a signal is at the least, 1 being that of the unattenuated beam. */
  readonly leastSignal: number;
  /** Line integrals are −ln(signal) times this. */
  readonly outputScale: number;
}

/** What is known of a scan when its scatter is looked for. */
export interface ScatterSettings {
  readonly channels: number;
  /** Photons of the unattenuated beam, where there is noise. */
  readonly photons: number | undefined;
  /** As in the detector's plan. */
  readonly outputScale: number;
}

/** The part of the detector's channels, at either end, that should look past the object. */
const BESIDE_OBJECT = 1 / 32;

/**
 * Plans how scatter is found and taken away: from what channels beside the object read beyond the unattenuated beam, as
 * from the shadow of a collimator's blades (Siewerdsen et al., Med. Phys. 33:187, 2006, doi 10.1118/1.2148916). Where no
 * view sees past the object nothing is found, and nothing taken.
 */
export function planScatter({ channels, photons, outputScale }: ScatterSettings): ScatterPlan {
  return {
    besideObject: Math.max(1, Math.round(channels * BESIDE_OBJECT)),
    leastSignal: photons === undefined ? LEAST_SIGNAL : LEAST_PHOTONS / photons,
    outputScale,
  };
}
