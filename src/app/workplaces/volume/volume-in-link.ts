import * as v from 'valibot';
import { InputError } from '../../../errors.ts';
import { patchBetween } from '../../../experiment/experiment-patch.ts';
import { LIMITS } from '../../../experiment/limits.ts';
import { FIRST_LOOK } from '../../../experiment/volume-look.ts';
import { geometryNamed } from '../../../geometry/scan.ts';
import { exactly, numberBetween, oneOf, parseInput, trueOrFalse, wholeNumberBetween } from '../../../validation.ts';
import { isAlike } from '../../present/moment.ts';
import { pairFromPatch } from '../../present/pair-from-patch.ts';
import { canBeCarried, patchTo } from '../../present/pair-in-link.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import { MODE_NAMES, type SceneMode } from '../../views/scene/modes.ts';
import type { Orbit } from '../../views/scene/orbit.ts';
import { MOST_CUT, STEEPEST_DEG } from '../../views/scene/scene-limits.ts';
import type { SceneLook } from '../../views/scene/scene-look.ts';
import type { Linked } from '../workplace.ts';
import { FIRST_KEPT, type VolumeKept } from './volume-kept.ts';

/** Beyond all that can be scanned. */
const FAR_MM = 1e6;
const lengthMm = numberBetween(-FAR_MM, FAR_MM);
const spanMm = numberBetween(0, FAR_MM);
const cut = v.optional(numberBetween(-MOST_CUT, MOST_CUT));

/**
 * What is kept of how a volume is looked at, in a link. Whatever is left out is as at first: old links have none of it, and
 * each later key has a value that they meant.
 */
const schema = exactly({
  xMm: v.optional(lengthMm, FIRST_LOOK.xMm),
  yMm: v.optional(lengthMm, FIRST_LOOK.yMm),
  zMm: v.optional(lengthMm, FIRST_LOOK.zMm),
  thicknessMm: v.optional(spanMm, FIRST_LOOK.thicknessMm),
  reduce: v.optional(oneOf(['mean', 'max']), FIRST_LOOK.reduce),
  /** Counted from 0. */
  view: v.optional(wholeNumberBetween(0, LIMITS.views.most - 1), FIRST_LOOK.view),
  projection: v.optional(oneOf(['line-integrals', 'signal'])),
  crosshair: v.optional(trueOrFalse, FIRST_KEPT.showsLines),
  mode: v.optional(oneOf(Object.keys(MODE_NAMES) as SceneMode[])),
  planes: v.optional(trueOrFalse),
  near: v.optional(trueOrFalse),
  /** What is cut away of the volume, in parts of its sides. */
  cut: v.optional(exactly({ x: cut, y: cut, z: cut })),
  /** From where the scene is seen, and what is in the middle of it. */
  seen: v.optional(
    exactly({
      azimuthDeg: numberBetween(-360, 360),
      elevationDeg: numberBetween(-STEEPEST_DEG, STEEPEST_DEG),
      distanceMm: numberBetween(1e-3, FAR_MM),
      xMm: v.optional(lengthMm, 0),
      yMm: v.optional(lengthMm, 0),
      zMm: v.optional(lengthMm, 0),
    }),
  ),
  /** What leads from the experiment of the link to the scan that is brought back when the volume is left. */
  before: v.optional(v.looseObject({}, 'must be an object')),
});

/** A volume as it is looked at, and what was on the page before it, where that was another scan. */
export interface LinkedVolume {
  readonly kept: VolumeKept;
  readonly before: PresentPair | null;
}

/** @returns `null` where all is as at first */
export function volumeToLink({ kept, before }: LinkedVolume, present: PresentPair): Linked | null {
  const isThere = !before || canBeCarried(before, present);
  const ofLook = patchBetween(jsonOf(FIRST_KEPT), jsonOf(kept)) as object;
  const json = before && isThere ? { ...ofLook, before: patchTo(before.experiment, present.experiment) } : ofLook;
  const lacks = isThere
    ? []
    : [`what was there before the volume, because a link cannot contain ${before.subject.name}`];
  if (isAlike(json, {}) && lacks.length === 0) return null;
  return { json, what: 'how the volume is looked at', lacks };
}

/** @throws InputError (rejects) naming the path of what is wrong */
export async function volumeFromLink(json: unknown, present: PresentPair, where: string): Promise<LinkedVolume> {
  const given = parseInput(schema, json, where);
  if (!geometryNamed(present.experiment.scan.geometry).makesVolumes) {
    throw new InputError(`${where}: needs a scan that makes a volume, and this one makes a slice`);
  }
  const { before, crosshair, mode, planes, near, cut, seen, ...look } = given;
  const { xMm, yMm, zMm, ...from } = seen ?? {};
  const chosen: SceneLook['chosen'] = {
    ...(mode && { mode }),
    ...(planes !== undefined && { planes }),
    ...(near !== undefined && { isNear: near }),
    ...(cut && { cuts: [cut.x ?? 0, cut.y ?? 0, cut.z ?? 0] }),
  };
  const orbit = seen ? ({ ...from, target: [xMm, yMm, zMm] } as unknown as Orbit) : null;
  const { projection, ...ofAll } = look;
  return {
    kept: { look: { ...ofAll, ...(projection && { projection }) }, scene: { chosen, orbit }, showsLines: crosshair },
    before: before ? await pairFromPatch(before, present, `${where}.before`) : null,
  };
}

function jsonOf({ look, scene: { chosen, orbit }, showsLines }: VolumeKept): object {
  const { mode, planes, isNear: near, cuts } = chosen;
  const [x, y, z] = cuts ?? [];
  return {
    ...look,
    ...{ xMm: digits(look.xMm), yMm: digits(look.yMm), zMm: digits(look.zMm) },
    crosshair: showsLines,
    ...{ mode, planes, near },
    cut: cuts && { x: x || undefined, y: y || undefined, z: z || undefined },
    seen: orbit && seenFrom(orbit),
  };
}

/** Far finer than a voxel. */
function digits(millimetres: number): number {
  return Number(millimetres.toPrecision(7));
}

/** Rounded to less than a pixel: a tenth of a degree, and a thousandth of the distance. */
function seenFrom({ azimuthDeg, elevationDeg, distanceMm, target: [xMm, yMm, zMm] }: Orbit): object {
  const unit = 10 ** Math.floor(Math.log10(distanceMm / 1000));
  const rounded = (value: number, step: number) => Number((Math.round(value / step) * step).toPrecision(6)) + 0;
  return {
    azimuthDeg: rounded(azimuthDeg, 0.1),
    elevationDeg: rounded(elevationDeg, 0.1),
    distanceMm: rounded(distanceMm, unit),
    ...{ xMm: rounded(xMm, unit) || undefined, yMm: rounded(yMm, unit) || undefined },
    zMm: rounded(zMm, unit) || undefined,
  };
}
