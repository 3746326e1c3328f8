import type { SceneMode } from './modes.ts';
import type { Orbit } from './orbit.ts';
import type { Cuts } from './volume-box.ts';

/** How a hand wants the scene. */
export interface SceneWishes {
  readonly mode: SceneMode;
  readonly planes: boolean;
  readonly cuts: Cuts;
  /** Whether the volume fills the picture, or the whole scanner. */
  readonly isNear: boolean;
}

/** How the scene is looked at, as far as a hand has said; all else is as the machine draws it best. */
export interface SceneLook {
  readonly chosen: Partial<SceneWishes>;
  /** From where, where a hand has turned it; `null` for where all of it can be seen from. */
  readonly orbit: Orbit | null;
}

export const FIRST_SCENE: SceneLook = { chosen: {}, orbit: null };
