import type { BoxKind } from './box-kind.ts';
import { ellipse } from './ellipse.ts';
import { rectangle } from './rectangle.ts';

/** In the order in which the editor offers them. */
const ALL = [ellipse, rectangle] as const satisfies readonly BoxKind[];

export type BoxType = (typeof ALL)[number]['type'];

export const BOX_KINDS: readonly ((typeof ALL)[number] & BoxKind)[] = ALL;

export function boxKind(type: BoxType): BoxKind {
  return BOX_KINDS.find((kind) => kind.type === type)!;
}
