/** What the panel's root tells when it has other controls than before. */
export const CONTROLS_CHANGED = 'controls-changed';
