import { besidesFromHash, besidesPart } from '../../experiment/link.ts';
import { fetchedPart } from '../../fetched-part.ts';
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
      if (begin.length + besidesPart(more).length <= mostCharacters) besides = more;
      else lacks.push(`${what}, which does not fit in a link`);
    };
    const linked = state === null ? null : (room?.toLink?.(state, present) ?? null);
    if (linked) {
      add(workplace, linked.json, linked.what);
      lacks.push(...linked.lacks);
    }
    if (kept) {
      if (canBeCarried(kept, present)) add('kept', patchTo(kept.experiment, present.experiment), 'A');
      else lacks.push(`A, because a link cannot contain ${kept.subject.name}`);
    }
    const turned = windows && windowsToLink(windows);
    if (turned) add('windows', turned, 'the windows');
    if (marks) add('marks', marks, 'the marks');
    const text = Object.keys(besides).length === 0 ? begin : `${begin}${besidesPart(besides)}`;
    return { text, lacks };
  };
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
  return readBesides(json, workplace, present, from, roomOf);
}
