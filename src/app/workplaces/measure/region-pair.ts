import { isRegion, type Mark } from '../../marks/mark.ts';
import type { ShownPair } from './measure-face.ts';

/**
 * The regions that are compared: those that were chosen, or else the first two on one plane; `null` where there are not two.
 *
 * @param chosen by the names of their marks
 */
export function regionPair(marks: readonly Mark[], chosen: readonly [string, string] | null): ShownPair | null {
  const regions = marks.filter(({ form }) => isRegion(form));
  const named = (name: string) => regions.find((mark) => mark.name === name);
  const [a, b] = chosen?.map(named) ?? [];
  const isPair = a && b && a.plane === b.plane;
  const first = isPair
    ? a
    : regions.find((mark) => regions.some((other) => other !== mark && other.plane === mark.plane));
  if (!first) return null;
  const among = regions.filter(({ plane }) => plane === first.plane).map(({ name }) => name);
  return { a: first.name, b: isPair ? b.name : among.find((name) => name !== first.name)!, among };
}
