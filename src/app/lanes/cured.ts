import type { Lane } from './lane.ts';

/** The scan with the artefact that is looked at, and what helps against it. */
export const CURED: Lane = { name: 'cured', label: 'Cured' };
