/** Straight from above there would be no direction that is up. */
export const STEEPEST_DEG = 89;
/** Of a cut, in parts of a side: something of the volume stays. */
export const MOST_CUT = 0.99;
