import { excerpt } from '../../errors.ts';
import type { ExperimentInput } from '../../experiment/experiment-schema.ts';
import { namedFilesOf } from '../../experiment/named-files-of.ts';
import { matchFiles } from '../files/match-files.ts';
import type { Notices } from '../shell/notices.ts';
import { isOfAddress } from './in-address.ts';

/** Something that names files, some of which are not at hand. */
export interface Waiting {
  /** What it came as: a file's name, or `This link`. */
  readonly from: string;
  /** A whole experiment, or a phantom for the present one. */
  readonly wish:
    | {
        readonly kind: 'experiment';
        readonly input: ExperimentInput;
        /** What stands behind it in an address; `null` where it came otherwise. */
        readonly behind: string | null;
      }
    | { readonly kind: 'phantom'; readonly phantom: unknown };
  /** The files at hand, by the names that it gives. */
  readonly found: ReadonlyMap<string, File>;
  readonly missing: readonly string[];
}

/** The files that a wish names, as far as they are among those at hand. */
export function gather(from: string, wish: Waiting['wish'], atHand: ReadonlyMap<string, File>): Waiting {
  const names = namedFilesOf(wish.kind === 'experiment' ? wish.input : { phantom: wish.phantom });
  return { from, wish, ...matchFiles(names, atHand) };
}

/** A wish with more files, where any of them is one it waits for; `null` where none is. */
function gatherMore(waiting: Waiting, more: ReadonlyMap<string, File>): Waiting | null {
  const { found, missing } = matchFiles(waiting.missing, more);
  return found.size === 0 ? null : { ...waiting, found: new Map([...waiting.found, ...found]), missing };
}

/** Names longer than this leave no room for what is said of them. */
const MOST_NAME_CHARACTERS = 60;

/** What is missing and what to do about it. */
function sentenceOn({ from: source, missing: names }: Waiting): string {
  const [from = '', ...missing] = [source, ...names].map((name) => excerpt(name, MOST_NAME_CHARACTERS));
  const files = missing.length > 1 ? `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}` : missing[0];
  const them = missing.length > 1 ? 'them' : 'it';
  return `${from} also needs ${files}. Open ${them} or drop ${them} on the page; the experiment then opens.`;
}

/** Where it is said what is missing. */
export type WaitingNotices = Pick<Notices, 'waiting' | 'doneWaiting'>;

/** What was opened and lacks files, and is told on the page until they are there or something else is. */
export class WaitingExperiment {
  readonly #notices: WaitingNotices;
  #waiting: Waiting | null = null;

  constructor(notices: WaitingNotices) {
    this.#notices = notices;
  }

  /** Whether the address holds it. */
  get isOfAddress(): boolean {
    return this.#waiting !== null && isOfAddress(this.#waiting.from);
  }

  /** It with more files, where any of them is one it waits for; `null` where none is. */
  with(more: ReadonlyMap<string, File>): Waiting | null {
    return this.#waiting && gatherMore(this.#waiting, more);
  }

  begin(waiting: Waiting): void {
    this.#waiting = waiting;
    this.#notices.waiting(sentenceOn(waiting));
  }

  /** It has come, or is no longer wanted. */
  end(): void {
    if (!this.#waiting) return;
    this.#waiting = null;
    this.#notices.doneWaiting();
  }
}
