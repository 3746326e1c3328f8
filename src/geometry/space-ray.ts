/** A straight line in space with a unit direction; positions along it are in mm from its origin. */
export interface SpaceRay {
  originXMm: number;
  originYMm: number;
  originZMm: number;
  directionX: number;
  directionY: number;
  directionZ: number;
}

/** A ray to write into, since scans make millions of them. */
export function emptySpaceRay(): SpaceRay {
  return { originXMm: 0, originYMm: 0, originZMm: 0, directionX: 0, directionY: 1, directionZ: 0 };
}
