import { Registry } from '../../registry.ts';
import { ctNumbers } from './ct-numbers.ts';
import { edge } from './edge.ts';
import { linePairs } from './line-pairs.ts';
import { lowContrast } from './low-contrast.ts';
import { pointSpread } from './point-spread.ts';
import type { Protocol } from './protocol.ts';
import { water } from './water.ts';

/** In the order in which they are offered. A slice is measured by the first that suits it. */
export const PROTOCOLS = new Registry<Protocol>('protocols', [
  ctNumbers,
  water,
  lowContrast,
  linePairs,
  pointSpread,
  edge,
]);
