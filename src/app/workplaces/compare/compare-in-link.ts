import * as v from 'valibot';
import { patchBetween } from '../../../experiment/experiment-patch.ts';
import { exactly, numberBetween, oneOf, parseInput } from '../../../validation.ts';
import { isAlike } from '../../present/moment.ts';
import type { Linked } from '../workplace.ts';
import { CHANGES_PER_SECOND, COMPARED, type CompareLook, FIRST_LOOK, WAY_NAMES } from './compare-look.ts';

/** Whatever is left out is as at first; links of before have none of it. */
const schema = exactly({
  way: v.optional(oneOf(WAY_NAMES), FIRST_LOOK.way),
  first: v.optional(oneOf(COMPARED), FIRST_LOOK.first),
  second: v.optional(oneOf(COMPARED), FIRST_LOOK.second),
  divider: v.optional(numberBetween(0, 1), FIRST_LOOK.divider),
  changesPerSecond: v.optional(
    numberBetween(Math.min(...CHANGES_PER_SECOND), Math.max(...CHANGES_PER_SECOND)),
    FIRST_LOOK.changesPerSecond,
  ),
});

/** @returns `null` where all is as at first */
export function compareToLink(look: CompareLook): Linked | null {
  const json = patchBetween(FIRST_LOOK, look);
  return isAlike(json, {}) ? null : { json, what: 'how the experiments are compared', lacks: [] };
}

/** @throws InputError naming the path of what is wrong */
export function compareFromLink(json: unknown, where: string): CompareLook {
  return parseInput(schema, json, where);
}
