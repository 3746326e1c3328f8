import { stretchNavigation, toScaleNavigation } from '../panes/navigation.ts';
import type { Plane } from '../views/view.ts';
import type { AnyPane } from './any-pane.ts';

/** How one moves in the pictures of a plane. */
export const NAVIGATION = {
  slice: toScaleNavigation,
  sinogram: stretchNavigation,
  axial: toScaleNavigation,
  coronal: toScaleNavigation,
  sagittal: toScaleNavigation,
  projection: toScaleNavigation,
} as const;

/** The part of a plane that its panes show: all of them the same. */
export class SharedZoom {
  readonly #planes = new Map<AnyPane, Plane>();
  readonly #viewports = new Map<Plane, unknown>();

  /** A pane shows what the others of its plane do from now on, and they what it does. */
  join(pane: AnyPane, plane: Plane): void {
    const viewport = this.#viewports.get(plane);
    if (viewport !== undefined) pane.setViewport(viewport);
    pane.onViewportChange = (changed: unknown) => this.#set(plane, changed);
    this.#planes.set(pane, plane);
  }

  /** Shows the whole of every picture. */
  reset(): void {
    for (const plane of Object.keys(NAVIGATION) as Plane[]) this.#set(plane, NAVIGATION[plane].fitted);
  }

  #set(plane: Plane, viewport: unknown): void {
    this.#viewports.set(plane, viewport);
    for (const [pane, other] of this.#planes) if (other === plane) pane.setViewport(viewport);
  }
}
