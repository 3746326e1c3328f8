import * as v from 'valibot';
import { InputError } from '../../../errors.ts';
import { isRadiograph } from '../../../experiment/in-radiograph.ts';
import { exactly, numberBetween, oneOf, parseInput } from '../../../validation.ts';
import { pairFromPatch } from '../../present/pair-from-patch.ts';
import { canBeCarried, patchTo } from '../../present/pair-in-link.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import type { Linked } from '../workplace.ts';
import { FIRST_KEPT, type RadiographKept } from './radiograph-kept.ts';
import type { RegionPlace } from './regions.ts';

/** Beyond every panel. */
const FAR = 1e6;
const place = exactly({ u: numberBetween(-FAR, FAR), v: numberBetween(-FAR, FAR) });

/** What is left out is as at first. */
const schema = exactly({
  projection: v.optional(oneOf(['line-integrals', 'signal']), FIRST_KEPT.projection),
  /** The middles of the two that are measured, on the detector. */
  regions: v.optional(exactly({ a: place, b: place })),
  /** What leads from the experiment of the link to the scan that is brought back when the radiograph is left. */
  before: v.optional(v.looseObject({}, 'must be an object')),
});

/** A radiograph as it is looked at, and what was on the page before it, where that was another scan. */
export interface LinkedRadiograph {
  readonly kept: RadiographKept;
  readonly before: PresentPair | null;
}

/** @returns `null` where all is as at first */
export function radiographToLink({ kept, before }: LinkedRadiograph, present: PresentPair): Linked | null {
  const { projection, regions } = kept;
  const isThere = !before || canBeCarried(before, present);
  const json = {
    ...(projection !== FIRST_KEPT.projection && { projection }),
    ...(regions && { regions: { a: shortened(regions.a), b: shortened(regions.b) } }),
    ...(before && isThere && { before: patchTo(before.experiment, present.experiment) }),
  };
  const lacks = isThere
    ? []
    : [`what was there before the radiograph, because a link cannot contain ${before.subject.name}`];
  if (Object.keys(json).length === 0 && lacks.length === 0) return null;
  return { json, what: 'how the radiograph is looked at', lacks };
}

/** @throws InputError (rejects) naming the path of what is wrong */
export async function radiographFromLink(
  json: unknown,
  present: PresentPair,
  where: string,
): Promise<LinkedRadiograph> {
  const { projection, regions = null, before } = parseInput(schema, json, where);
  if (!isRadiograph(present.experiment)) {
    throw new InputError(`${where}: needs a scan of one view, and this one has ${present.experiment.scan.views}`);
  }
  return {
    kept: { projection, regions },
    before: before ? await pairFromPatch(before, present, `${where}.before`) : null,
  };
}

/** Far finer than a pixel. */
function shortened({ u, v }: RegionPlace): RegionPlace {
  return { u: Number(u.toPrecision(6)), v: Number(v.toPrecision(6)) };
}
