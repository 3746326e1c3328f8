import { InputError } from '../../errors.ts';
import { type Experiment, experimentJson } from '../../experiment/experiment.ts';
import { isImageReference } from '../../experiment/experiment-schema.ts';
import { linkHash, MAX_LINK_CHARACTERS } from '../../experiment/link.ts';
import { AddressPace } from './address-pace.ts';
import type { PresentExperiment } from './present-experiment.ts';

/** What the browser keeps with an address, over a reload too. */
interface EntryState {
  /** Which opening of the page the numbers are of. */
  readonly page: string;
  /** The entries that follow each other without a gap, and the entry's place among them. */
  readonly list: number;
  readonly at: number;
  /** The moment that the entry leads to, by its number in the past. */
  readonly moment: number;
  /** An experiment whose files no address can hold. */
  readonly experimentWithFiles?: unknown;
  /** What stands behind it. */
  readonly behind?: string;
}

/** The address and what the browser keeps with it. */
export interface AddressBar {
  readonly href: string;
  readonly state: unknown;
  replace(state: unknown, href: string): void;
  /** Makes a new entry of the browser's history; those that were ahead are gone. */
  push(state: unknown, href: string): void;
  /** Goes so many entries forward, or back where it is negative, which is told by `popstate` when it is there. */
  go(by: number): void;
}

const BROWSER: AddressBar = {
  get href() {
    return location.href;
  },
  get state() {
    return history.state as unknown;
  },
  replace: (state, href) => history.replaceState(state, '', href),
  push: (state, href) => history.pushState(state, '', href),
  go: (by) => history.go(by),
};

/** Browsers forget entries; whoever waits for one of those longer than this waits in vain. */
const TRAVEL_MS = 1000;

/** What stands in the address behind an experiment, and in a few words what of it has no place there. */
export interface BehindText {
  readonly text: string;
  readonly lacks: readonly string[];
}

/** Writes what stands behind an experiment, as it was when it was asked for this, in so many characters at the most. */
export type Behind = (mostCharacters: number) => BehindText;

/** The experiment of a moment that is still to be written into the address. */
interface Due {
  readonly experiment: Experiment;
  readonly behind: Behind;
  readonly moment: number;
  readonly isNewEntry: boolean;
}

/**
 * The address holds the present experiment, so that a reload brings it back. Something that is opened is an entry of its
 * own in the browser's history; what is changed of it is written over that entry. Undoing and redoing what was opened goes
 * to the entry that it was opened from, or was, so that the browser's Back and Forward lead on from there.
 */
export class PageAddress {
  readonly #present: PresentExperiment;
  readonly #bar: AddressBar;
  readonly #pace: Pick<AddressPace, 'changed' | 'moving'>;
  readonly #page: string;
  #list = 0;
  /** The moments that the entries of the list were made for. */
  #entries: number[] = [0];
  #at = 0;
  /** The place of the entry that the browser is on its way to. */
  #travelsTo: number | null = null;
  #due: Due | null = null;
  /** What the present moment has to stand behind the experiment. */
  behind: () => Behind = () => () => ({ text: '', lacks: [] });

  /** @param page tells this opening of the page from those before a reload */
  constructor(
    present: PresentExperiment,
    bar: AddressBar = BROWSER,
    pace?: Pick<AddressPace, 'changed' | 'moving'>,
    page = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
  ) {
    this.#present = present;
    this.#bar = bar;
    this.#pace = pace ?? new AddressPace(() => this.#writeDue());
    this.#page = page;
  }

  /**
   * The address that holds the present experiment, and what of the page it lacks.
   *
   * @throws InputError with a sentence where no address can hold the experiment
   */
  get link(): { readonly href: string; readonly lacks: readonly string[] } {
    const { experiment } = this.#present;
    if (namesFiles(experiment)) {
      throw new InputError('A link cannot contain opened files; save the experiment and send it together with them');
    }
    return this.#linkTo(experiment, this.behind());
  }

  /** The experiment has been changed. @param moving while a hand goes on changing it */
  changed(moving = false): void {
    this.#due = this.#dueNow(this.#due?.isNewEntry ?? false);
    this.#travel();
    if (moving) this.#pace.moving();
    else this.#pace.changed();
  }

  /** Another experiment has been opened, other than by the address. */
  opened(): void {
    const isNewEntryDue = this.#due?.isNewEntry ?? false;
    // What has just been opened may be changed at once, as the phantom of an artefact is.
    const isNewEntry = this.#present.past.presentId !== this.#entries[this.#travelsTo ?? this.#at];
    // The entry that is left is to hold what it came to.
    if (isNewEntry && !isNewEntryDue) this.#writeDue();
    this.#due = this.#dueNow(isNewEntry || isNewEntryDue);
    this.#pace.changed();
  }

  /** The address has led here: what it holds was opened. */
  ledHere(): void {
    this.#entries[this.#at] = this.#present.past.presentId;
    this.#due = this.#dueNow(false);
    this.#pace.changed();
  }

  /** Writes the present experiment at once. */
  write(): void {
    this.#due = this.#dueNow(this.#due?.isNewEntry ?? false);
    this.#writeDue();
  }

  /** Gives the address back to an experiment that waits for its files, which another one stands in for. */
  restore(href: string, state: unknown): void {
    this.#due = null;
    this.#replace(href, state);
  }

  /**
   * The browser is at another entry.
   *
   * @returns the number of the moment that it leads to; `null` for one that the past cannot know, whose address is to be
   *   opened; `'as-asked'` where the page itself went there
   */
  arrived(state: unknown): number | null | 'as-asked' {
    const wanted = this.#travelsTo;
    this.#travelsTo = null;
    const isOfPage = isEntryState(state) && state.page === this.#page;
    if (isOfPage && state.list === this.#list) {
      this.#at = state.at;
      if (state.at === wanted) {
        this.#travel();
        this.#writeDue();
        return 'as-asked';
      }
    } else this.#beginList();
    this.#due = null;
    return isOfPage ? state.moment : null;
  }

  /** What lies before and after the entry is not known. */
  #beginList(): void {
    this.#list++;
    this.#entries = [this.#present.past.presentId];
    this.#at = 0;
  }

  /** Goes to the last entry that was made on the way to the present experiment, where the browser is at another one. */
  #travel(): void {
    const { past } = this.#present;
    if (this.#due?.isNewEntry) return;
    const to = this.#entries.findLastIndex((moment) => past.hasLedHere(moment));
    if (to === -1 || to === this.#at || this.#travelsTo !== null) return;
    this.#travelsTo = to;
    this.#bar.go(to - this.#at);
    setTimeout(() => {
      if (this.#travelsTo !== to) return;
      this.#travelsTo = null;
      this.#beginList();
      this.#writeDue();
    }, TRAVEL_MS);
  }

  get #bare(): string {
    return this.#bar.href.split('#')[0]!;
  }

  #dueNow(isNewEntry: boolean): Due {
    const { experiment, past } = this.#present;
    return { experiment, behind: this.behind(), moment: past.presentId, isNewEntry };
  }

  #writeDue(): void {
    const due = this.#due;
    if (!due || this.#travelsTo !== null) return;
    this.#due = null;
    const { moment, isNewEntry } = due;
    if (isNewEntry) this.#entries.splice(++this.#at, Number.POSITIVE_INFINITY, moment);
    const state: EntryState = { page: this.#page, list: this.#list, at: this.#at, moment };
    const [href, whole] = this.#entryOf(due, state);
    if (isNewEntry) this.#bar.push(whole, href);
    else this.#replace(href, whole);
  }

  #linkTo(experiment: Experiment, behind: Behind) {
    const hash = linkHash(experiment);
    const { text, lacks } = behind(MAX_LINK_CHARACTERS - hash.length);
    return { href: `${this.#bare}${hash}${text}`, lacks };
  }

  #entryOf({ experiment, behind }: Due, state: EntryState): [href: string, state: EntryState] {
    const bare = this.#bare;
    if (namesFiles(experiment)) {
      const { text } = behind(MAX_LINK_CHARACTERS);
      return [bare, { ...state, experimentWithFiles: experimentJson(experiment), behind: text }];
    }
    try {
      return [this.#linkTo(experiment, behind).href, state];
    } catch {
      // No address can hold it; one of something else would be wrong.
      return [bare, state];
    }
  }

  #replace(href: string, state: unknown): void {
    if (href === this.#bar.href && JSON.stringify(state) === JSON.stringify(this.#bar.state)) return;
    this.#bar.replace(state, href);
  }
}

function namesFiles({ measurement, phantom }: Experiment): boolean {
  return measurement !== undefined || isImageReference(phantom);
}

function isEntryState(state: unknown): state is EntryState {
  return typeof state === 'object' && state !== null && 'page' in state && 'moment' in state;
}

/** Whether what the browser keeps with the present address was written by the page, and not by a link that was followed. */
export function isOwnEntry(state: unknown): boolean {
  return isEntryState(state);
}

/** An experiment that the browser keeps with an address that cannot hold it, and what stands behind it there. */
export interface KeptWithAddress {
  readonly json: unknown;
  readonly behind: string;
}

/** What the browser keeps with an address that cannot hold it; else `null`. */
export function experimentKeptWith(state: unknown): KeptWithAddress | null {
  const { experimentWithFiles: json, behind } = (state ?? {}) as Partial<EntryState>;
  return json === undefined || json === null ? null : { json, behind: typeof behind === 'string' ? behind : '' };
}
