import { PRESENT } from '../lanes/present.ts';
import { VIEWS } from '../views/registry.ts';
import type { Layout, Slot } from './layout.ts';

/** The whole way: what is scanned, its readings, what is made of them, and how far that is from what was scanned. */
export const WHOLE_WAY: Layout = ['phantom', 'sinogram', 'slice', 'difference'].map((name) => ({
  view: VIEWS.get(name),
  lane: PRESENT,
}));

/** Whether the scanner stands there in space already. */
export function hasScene(layout: Layout): boolean {
  return layout.some(({ view }) => view.name === 'scene');
}

/** The scanner, which stands beside the stage, or on it. */
export const SCANNER: Slot = { view: VIEWS.get('scanner'), lane: PRESENT };
