import type { Lane } from './lane.ts';

/** The experiment on the page. */
export const PRESENT: Lane = { name: 'present', label: null, pair: (present) => present, isPlayed: true };
