import { SOLID_ENTRIES } from '../../phantom/solids/solid-library.ts';
import type { PresentPair } from '../present/present-experiment.ts';

/** Phantoms in space by the names of those that are drawn in a slice and are the same thing, or serve the same lesson. */
const IN_SPACE: Readonly<Record<string, string>> = {
  'shepp-logan-1974': 'shepp-logan-3d',
  'shepp-logan-materials': 'shepp-logan-3d',
  'shepp-logan-modified': 'shepp-logan-3d-modified',
  'forbild-head': 'forbild-head-3d',
  thorax: 'forbild-thorax-3d',
  'ct-number-module': 'module-stack',
  'ct-number-plastics': 'module-stack',
  'line-pairs': 'module-stack',
  'low-contrast': 'module-stack',
  point: 'point-grid',
  'thin-wire': 'point-grid',
};

/** The phantom of the library that is in space what one that is drawn in a slice is in its plane; `null` if there is none. */
export function phantomInSpace(phantom: unknown): string | null {
  return typeof phantom === 'string' ? (IN_SPACE[phantom] ?? null) : null;
}

/** The title of the phantom in space that could be scanned instead of the present one, which has no height of its own. */
export function titleInSpace({ subject, experiment }: PresentPair): string | null {
  const name = subject.kind === 'shapes' ? phantomInSpace(experiment.phantom) : null;
  return SOLID_ENTRIES.find((entry) => entry.name === name)?.title ?? null;
}
