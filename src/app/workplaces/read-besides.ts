import { InputError } from '../../errors.ts';
import { jsonFromHash } from '../../experiment/link.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { mustNotBeNested } from '../../json-text.ts';
import { shown } from '../../validation.ts';
import { marksFromLink } from '../marks/marks-from-link.ts';
import { KEPT_NAMES, type KeptName, type KeptPairs } from '../present/kept-experiments.ts';
import { pairFromPatch } from '../present/pair-from-patch.ts';
import type { PresentPair } from '../present/present-experiment.ts';
import { windowsFromLink } from '../views/windows-from-link.ts';
import type { Besides, PageBehind } from './page-behind.ts';
import type { Room } from './workplace.ts';

/**
 * What a link says besides its experiment and its workplace.
 *
 * @param hash all of the link
 * @throws InputError (rejects) naming what is wrong
 */
export async function readBesides(
  json: unknown,
  hash: string,
  workplace: string,
  present: PresentPair,
  from: string,
  roomOf: (workplace: string) => Promise<Room>,
): Promise<PageBehind> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new InputError(`${from}: besides: must be an object, got ${shown(json)}`);
  }
  mustNotBeNested(json, `${from}: besides`);
  const { [workplace]: ofRoom, kept, windows, marks, sweep, ...others } = json as Besides;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new InputError(`${from}: besides: ${shown(unknown)} cannot be opened by the workplace ${workplace}`);
  }
  return {
    workplace,
    state: ofRoom === undefined ? null : await stateOf(ofRoom, workplace, await roomOf(workplace), present, from),
    kept: kept === undefined ? null : await keptOf(kept, present, `${from}: besides.kept`),
    windows: windows === undefined ? null : windowsFromLink(windows, `${from}: besides.windows`),
    marks: marks === undefined ? null : marksFromLink(marks, `${from}: besides.marks`),
    ...(sweep !== undefined && { sweep: await sweepOf(sweep, hash, `${from}: besides.sweep`) }),
  };
}

/** Its experiment is the link's as it was written: knobs may turn what defaults depend on. */
async function sweepOf(json: unknown, hash: string, where: string): Promise<object> {
  const { sweepFromLink } = await fetchedPart(() => import('../../experiment/sweep/sweep-in-link.ts'));
  return sweepFromLink(json, jsonFromHash(hash), where);
}

async function stateOf(json: unknown, workplace: string, room: Room, present: PresentPair, from: string) {
  const path = `${from}: besides.${workplace}`;
  if (!room.fromLink) throw new InputError(`${path}: cannot be opened by this workplace`);
  return room.fromLink(json, present, path);
}

/** A alone, or a list with a place for each letter. */
async function keptOf(json: unknown, present: PresentPair, where: string): Promise<KeptPairs> {
  if (!Array.isArray(json)) return { A: await pairFromPatch(json, present, where) };
  if (json.length > KEPT_NAMES.length) {
    throw new InputError(`${where}: must have at most ${KEPT_NAMES.length} experiments, got ${json.length}`);
  }
  const pairs: Partial<Record<KeptName, PresentPair>> = {};
  for (const [at, patch] of json.entries()) {
    if (patch !== null) pairs[KEPT_NAMES[at]!] = await pairFromPatch(patch, present, `${where}[${at}]`);
  }
  return pairs;
}
