import { box } from './box.ts';
import { cone } from './cone.ts';
import { cylinder } from './cylinder.ts';
import { ellipsoid } from './ellipsoid.ts';
import type { SolidKind } from './solid-kind.ts';
import { sphere } from './sphere.ts';

/** In the order in which they are told. */
const ALL = [ellipsoid, sphere, box, cylinder, cone] as const satisfies readonly SolidKind[];

export type SolidType = (typeof ALL)[number]['type'];

export const SOLID_KINDS: readonly ((typeof ALL)[number] & SolidKind)[] = ALL;

export function solidKind(type: SolidType): SolidKind {
  return ALL.find((kind) => kind.type === type)!;
}
