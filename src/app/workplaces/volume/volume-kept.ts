import { FIRST_LOOK, type VolumeLook } from '../../../experiment/volume-look.ts';
import { isAlike } from '../../present/moment.ts';
import { FIRST_SCENE, type SceneLook } from '../../views/scene/scene-look.ts';

/** How a volume is looked at: what comes back with the present experiment, and with a link to it. */
export interface VolumeKept {
  readonly look: VolumeLook;
  readonly scene: SceneLook;
  /** Whether the crosshair is to be seen. */
  readonly showsLines: boolean;
}

export const FIRST_KEPT: VolumeKept = { look: FIRST_LOOK, scene: FIRST_SCENE, showsLines: true };

/**
 * Where in the volume, in the scan and before the scene one is. As zooming and moving a picture, going somewhere is no step
 * to be undone: looking around would bury the last change of what there is to be seen, and undoing that change would lead
 * away from where its effect is looked at. All else that is kept is a step.
 */
const PLACES = ['xMm', 'yMm', 'zMm', 'view'] as const satisfies readonly (keyof VolumeLook)[];

/** What is chosen of it, of which each change is a step; `null` as at first. */
export interface VolumeChoices {
  readonly look: Partial<VolumeLook>;
  readonly chosen: SceneLook['chosen'];
  readonly showsLines: boolean;
}

export function choicesOf({ look, scene, showsLines }: VolumeKept): VolumeChoices {
  const chosen = Object.entries(look).filter(([key]) => !(PLACES as readonly string[]).includes(key));
  return { look: Object.fromEntries(chosen), chosen: scene.chosen, showsLines };
}

const FIRST_CHOICES = choicesOf(FIRST_KEPT);

/** The choices where they are others than at first: so it makes no difference whether anybody has been here. */
export function choicesMade(kept: VolumeKept): VolumeChoices | null {
  const choices = choicesOf(kept);
  return isAlike(choices, FIRST_CHOICES) ? null : choices;
}

/** The same place with other choices. */
export function choosingAs({ look, scene }: VolumeKept, choices: VolumeChoices | null): VolumeKept {
  const { look: chosenLook, chosen, showsLines } = choices ?? FIRST_CHOICES;
  const { xMm, yMm, zMm, view } = look;
  return {
    look: { ...FIRST_LOOK, ...chosenLook, xMm, yMm, zMm, view },
    scene: isAlike(scene.chosen, chosen) ? scene : { ...scene, chosen },
    showsLines,
  };
}

/** The same choices somewhere else. */
export function placedAs(kept: VolumeKept, { look: { xMm, yMm, zMm, view }, scene }: VolumeKept): VolumeKept {
  return {
    ...kept,
    look: { ...kept.look, xMm, yMm, zMm, view },
    scene: kept.scene.orbit === scene.orbit ? kept.scene : { ...kept.scene, orbit: scene.orbit },
  };
}
