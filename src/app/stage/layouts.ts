import { PRESENT } from '../lanes/present.ts';
import { VIEWS } from '../views/registry.ts';
import type { Layout } from './layout.ts';

/** The whole way: what is scanned, its readings, what is made of them, and how far that is from what was scanned. */
export const WHOLE_WAY: Layout = ['phantom', 'sinogram', 'slice', 'difference'].map((name) => ({
  view: VIEWS.get(name),
  lane: PRESENT,
}));
