import { phantomInSpace } from '../in-space.ts';

/** The radiograph that everybody knows: of the head of Shepp and Logan nothing is seen but its outline. */
const ANY = 'forbild-thorax-3d';

/** The phantom of the library that stands in for one that is drawn in a slice, and has no height. */
export function standInFor(phantom: unknown): string {
  const name = phantomInSpace(phantom);
  return name === null || name.startsWith('shepp-logan') ? ANY : name;
}
