import type { SpaceRay } from '../../geometry/space-ray.ts';
import { StretchProfile } from '../stretch-profile.ts';
import type { Solid, SolidPhantom } from './solid.ts';
import { intersectSolid } from './solid-intervals.ts';

/** Walks rays in space through a phantom of solids. */
export class SpaceRayProfile extends StretchProfile<Solid, SpaceRay> {
  constructor({ solids, composition }: Pick<SolidPhantom, 'solids' | 'composition'>) {
    super({ bodies: solids, composition, intersect: intersectSolid });
  }
}
