import type { SceneSlide } from '../../course/lecture.ts';
import { experimentJson } from '../../experiment/experiment.ts';
import { besidesFromHash, besidesPart, experimentPart, MAX_LINK_CHARACTERS } from '../../experiment/link.ts';
import type { Behind } from '../present/page-address.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import { addressPart, workplaceIn } from '../workplaces/workplace-in-address.ts';

/** A scene, and what of the page is not in it, in a few words each. */
export interface KeptScene {
  readonly scene: SceneSlide;
  readonly lacks: readonly string[];
}

/** The page as it is now, as a slide. @param behind what stands behind the experiment in its links */
export function sceneOf(
  { experiment }: Pick<PresentExperiment, 'experiment'>,
  behind: Behind,
  of: Pick<SceneSlide, 'caption' | 'notes' | 'views' | 'strokes'>,
): KeptScene {
  const { text, lacks } = behind(MAX_LINK_CHARACTERS);
  const besides = besidesFromHash(text) as SceneSlide['besides'];
  const json = experimentJson(experiment) as SceneSlide['experiment'];
  return { scene: { kind: 'scene', ...of, experiment: json, workplace: workplaceIn(text), besides }, lacks };
}

/** A scene as the part of an address from `#` on, which opens it. */
export function hashOfScene({ experiment, workplace, besides }: SceneSlide): string {
  return experimentPart(experiment) + addressPart(workplace) + (besides ? besidesPart(besides) : '');
}
