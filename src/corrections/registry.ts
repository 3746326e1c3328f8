import { Registry } from '../registry.ts';
import { axis } from './axis/spec.ts';
import type { Correction } from './correction.ts';
import { metal } from './metal/spec.ts';
import { phase } from './phase/spec.ts';
import { rings } from './rings/spec.ts';
import { scatter } from './scatter/spec.ts';
import { starvation } from './starvation/spec.ts';
import { truncation } from './truncation/spec.ts';
import { water } from './water/spec.ts';
import { zingers } from './zingers/spec.ts';

/**
 * In the order in which they are made, and named: that in which faults arose, from the last. The axis is looked for before
 * anything is reconstructed, and views are extended in the end.
 */
const ALL = [
  zingers,
  starvation,
  scatter,
  water,
  rings,
  phase,
  axis,
  metal,
  truncation,
] as const satisfies readonly Correction[];

export type CorrectionName = (typeof ALL)[number]['name'];

export const CORRECTIONS = new Registry<Correction>('corrections', ALL);
