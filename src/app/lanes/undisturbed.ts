import type { Lane } from './lane.ts';

/** The scan without the cause of the artefact that is looked at. */
export const UNDISTURBED: Lane = { name: 'undisturbed', label: 'Without the cause' };
