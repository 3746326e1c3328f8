import { LEAST_PHOTONS, LEAST_SIGNAL } from './detector-plan.ts';

/** How scatter is found and taken away. Immutable, kept by identity. */
export interface ScatterPlan {
  /** How many channels at either end of the detector may look past the object. */
  readonly besideObject: number;
  /** What a signal is at the least, 1 being that of the unattenuated beam. */
  readonly leastSignal: number;
  /**
   * Where nothing is counted rounding is all there is against taking scatter away: a signal is no less than this part of
   * the scatter, and scatter no more than this is none. 0 where photons are the limit.
   */
  readonly resolution: number;
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

/** Some roundings of float32. */
const ROUNDING = 2 ** -20;

/**
 * Plans how scatter is found and taken away: from what channels beside the object read beyond the unattenuated beam, as
 * from the shadow of a collimator's blades (Siewerdsen et al., Med. Phys. 33:187, 2006, doi 10.1118/1.2148916). Where no
 * view sees past the object nothing is found, and nothing taken.
 */
export function planScatter({ channels, photons, outputScale }: ScatterSettings): ScatterPlan {
  return {
    besideObject: Math.max(1, Math.round(channels * BESIDE_OBJECT)),
    leastSignal: photons === undefined ? LEAST_SIGNAL : LEAST_PHOTONS / photons,
    resolution: photons === undefined ? ROUNDING : 0,
    outputScale,
  };
}
