import { isAlike } from '../../present/moment.ts';
import type { SceneLook, SceneWishes } from './scene-look.ts';
import { NO_CUTS } from './volume-box.ts';

/** At first, and on a chip that the processor stands in for, which draws pictures of planes faster than a volume. */
export const FIRST_WISHES: SceneWishes = { mode: 'window', planes: false, cuts: NO_CUTS, isNear: false };
export const FIRST_WISHES_SOFTWARE: SceneWishes = { ...FIRST_WISHES, mode: 'none', planes: true };

/** What is chosen, with what a hand makes other than it was. */
export function choosing(chosen: SceneLook['chosen'], before: SceneWishes, after: SceneWishes): SceneLook['chosen'] {
  const keys = Object.keys(after) as (keyof SceneWishes)[];
  const changed = keys.filter((key) => !isAlike(before[key], after[key]));
  return { ...chosen, ...Object.fromEntries(changed.map((key) => [key, after[key]])) };
}
