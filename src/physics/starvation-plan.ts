/** Where and how widely readings with few photons are smoothed. Immutable, kept by identity. */
export interface StarvationPlan {
  /** Ascending; a reading above n of these line integrals is averaged with n neighbours to each side. */
  readonly thresholds: Float32Array<ArrayBuffer>;
}

/** Photons that a smoothed reading stands for. */
const WANTED_PHOTONS = 200;
/** To each side. What stands further away is another part of the object, and blurs more than its photons help. */
const MOST_NEIGHBOURS = 2;

/**
 * Adaptive smoothing after Hsieh (Med. Phys. 25:2139, 1998, doi 10.1118/1.598410): readings with enough photons stay as
 * they are; the fewer photons a reading has left, the more neighbours it is averaged with, until together they count
 * some 200, with n to each side where 2n − 1 of such readings would not, or until there are 2 to each side.
 *
 * @param outputScale what line integrals were multiplied by
 */
export function planStarvation(photons: number, outputScale: number): StarvationPlan {
  const thresholds = Float32Array.from(
    { length: MOST_NEIGHBOURS },
    (_, n) => outputScale * Math.log((photons * (2 * n + 1)) / WANTED_PHOTONS),
  );
  return { thresholds };
}
