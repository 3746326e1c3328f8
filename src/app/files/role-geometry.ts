import { InputError } from '../../errors.ts';
import { withGeometry } from '../../experiment/said-geometry.ts';
import type { StackAxes } from '../../experiment/stack-axes.ts';
import type { GeometryFile } from '../../files/geometry/geometry-file.ts';

/** What readings are opened as. */
type Opened = 'sinogram' | 'row' | 'rows' | 'projections';

/** A file that says how a scan was set up, and what experiments call it. */
export interface NamedGeometry {
  readonly name: string;
  readonly geometry: GeometryFile;
}

/** The rays that each of these may be of. */
const POSSIBLE: Readonly<Record<Opened, readonly string[]>> = {
  sinogram: ['parallel', 'fan', 'cone'],
  row: ['parallel', 'fan'],
  rows: ['parallel'],
  projections: ['cone'],
};

const RAYS = { parallel: 'parallel rays', fan: 'a fan', cone: 'a cone beam' } as const;

/**
 * Fills into an experiment what a file says of its scan; what a person has said stands.
 *
 * @param json with the answers that were given
 * @throws InputError where the readings cannot be of such a scan
 */
export function filledIn(json: object, opened: Opened, readings: string, { name, geometry }: NamedGeometry): object {
  const is = geometry.scan.geometry;
  if (!POSSIBLE[opened].includes(is)) {
    const asked = is === 'cone' ? 'choose projections of a cone beam' : 'choose something else for either';
    const marked = opened === 'projections' ? RAYS.cone : RAYS.parallel;
    throw new InputError(
      `${name} says that the scan is of ${RAYS[is]}, and ${readings} is marked as projections of ${marked}; ${asked}`,
    );
  }
  // One row of the detector, in the source's plane, is a fan.
  const isRow = opened === 'sinogram' && is === 'cone';
  const { scan } = json as { readonly scan: object };
  return withGeometry(isRow ? { ...json, scan: { geometry: 'fan', ...scan } } : json, geometry, name);
}

/** How much smaller than on the detector things are at the axis. */
export function partAtAxis(geometry: GeometryFile | undefined): number {
  const { sourceToIsocenterMm, sourceToDetectorMm } = geometry?.scan ?? {};
  return sourceToIsocenterMm && sourceToDetectorMm ? sourceToIsocenterMm / sourceToDetectorMm : 1;
}

/** How a stack lies by what its geometry says, where it has as many views that way. */
export function axesSaid(shape: readonly number[], geometry: GeometryFile | null): StackAxes | undefined {
  const views = geometry?.anglesDeg.length;
  const { axes } = geometry?.measurement ?? {};
  return axes && shape[1] === views ? axes : undefined;
}
