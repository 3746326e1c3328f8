import type { Phantom } from '../phantom/phantom.ts';

/** What a ray through a phantom costs, in units of one shape asked. */
export function workPerRay(phantom: Phantom): number {
  return phantom.kind === 'image' ? Math.max(phantom.grid.rows, phantom.grid.columns) / 4 : phantom.shapes.length + 1;
}
