import type { Lane } from './lane.ts';

/** The same scan, back-projected as it is. */
export const UNFILTERED: Lane = { name: 'unfiltered', label: 'Without the filter' };
