/** Dose in units of a scan's own: photons of one channel and view times views. Noise in images goes as one over its root. */
export function relativeDose(photons: number, views: number): number {
  return photons * views;
}

/** The photons for each channel and view that give another number of views the same dose. */
export function photonsForSameDose(photons: number, views: number, otherViews: number): number {
  return relativeDose(photons, views) / otherViews;
}
