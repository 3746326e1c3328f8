import type { Lane } from '../lanes/lane.ts';

/** The title of a view: its name, and whose it is where it is not the present one's. */
export function titled(name: string, { label }: Lane): string {
  return label === null ? name : `${name}, ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
