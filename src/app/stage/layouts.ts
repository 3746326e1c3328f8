import type { Lane } from '../lanes/lane.ts';
import { PRESENT } from '../lanes/present.ts';
import { VIEWS } from '../views/registry.ts';
import type { Layout } from './layout.ts';

/** The whole way: what is scanned, its readings, what is made of them, and how far that is from what was scanned. */
export const SCAN_LAYOUT: Layout = ['phantom', 'sinogram', 'slice', 'difference'].map((name) => ({
  view: VIEWS.get(name),
  lane: PRESENT,
}));

/** The same with the slice of another lane in the place of the difference. */
export function besideLayout(lane: Lane): Layout {
  return [...SCAN_LAYOUT.slice(0, 3), { view: VIEWS.get('slice'), lane }];
}
