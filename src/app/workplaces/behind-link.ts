import { besidesFromHash, besidesPart } from '../../experiment/link.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { KEPT_NAMES, type KeptName } from '../present/kept-experiments.ts';
import type { Behind, BehindText } from '../present/page-address.ts';
import { canBeCarried, patchTo } from '../present/pair-in-link.ts';
import type { PresentPair } from '../present/present-experiment.ts';
import { windowsToLink } from '../views/windows-in-link.ts';
import type { Besides, PageBehind } from './page-behind.ts';
import type { Room } from './workplace.ts';
import { addressPart, workplaceIn } from './workplace-in-address.ts';

/** What stands behind an experiment in an address, and is written when the address is. */
export function behindLink(
  { workplace, state, kept, windows, marks }: PageBehind,
  room: Room | null,
  present: PresentPair,
): Behind {
  return (mostCharacters): BehindText => {
    const begin = addressPart(workplace);
    const lacks: string[] = [];
    let besides: Besides = {};
    const add = (name: string, json: unknown, what: string) => {
      const more = { ...besides, [name]: json };
      const fits = begin.length + besidesPart(more).length <= mostCharacters;
      if (fits) besides = more;
      else lacks.push(`${what}, which does not fit in a link`);
      return fits;
    };
    const linked = state === null ? null : (room?.toLink?.(state, present) ?? null);
    if (linked) {
      add(workplace, linked.json, linked.what);
      lacks.push(...linked.lacks);
    }
    const patches: Partial<Record<KeptName, unknown>> = {};
    for (const name of KEPT_NAMES) {
      const pair = kept?.[name];
      if (!pair) continue;
      if (!canBeCarried(pair, present)) {
        lacks.push(`${name}, because a link cannot contain ${pair.subject.name}`);
        continue;
      }
      const more = { ...patches, [name]: patchTo(pair.experiment, present.experiment) };
      if (add('kept', keptInLink(more), name)) Object.assign(patches, more);
    }
    const turned = windows && windowsToLink(windows);
    if (turned) add('windows', turned, 'the windows');
    if (marks) add('marks', marks, 'the marks');
    const text = Object.keys(besides).length === 0 ? begin : `${begin}${besidesPart(besides)}`;
    return { text, lacks };
  };
}

/** A alone as links have had it from the beginning, so that a page of before opens it; else a list with a place for each letter. */
function keptInLink(patches: Readonly<Partial<Record<KeptName, unknown>>>): unknown {
  const last = KEPT_NAMES.findLastIndex((name) => name in patches);
  return last === 0 ? patches.A : KEPT_NAMES.slice(0, last + 1).map((name) => patches[name] ?? null);
}

/**
 * What stands behind an experiment in an address.
 *
 * @param present the experiment, and what it is about
 * @param from what the address is called in sentences
 * @param roomOf makes the room of a workplace
 * @throws InputError (rejects) naming what is wrong
 */
export async function readBehind(
  hash: string,
  present: PresentPair,
  from: string,
  roomOf: (workplace: string) => Promise<Room>,
): Promise<PageBehind> {
  const workplace = workplaceIn(hash);
  const json = besidesFromHash(hash);
  if (json === null) return { workplace, state: null, kept: null, windows: null, marks: null };
  // Few links have more to say.
  const { readBesides } = await fetchedPart(() => import('./read-besides.ts'), 'The part that opens all of a link');
  return readBesides(json, hash, workplace, present, from, roomOf);
}
