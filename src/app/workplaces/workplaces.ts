import type { PartOfMoment, PresentPair } from '../present/present-experiment.ts';
import { NewestWish } from '../runs/newest-wish.ts';
import type { Layout } from '../stage/layout.ts';
import { WORKPLACES } from './registry.ts';
import type { Room, Workplace, WorkplacePage } from './workplace.ts';

export interface WorkplacesListener {
  /** Another workplace is the present one: its layout, its panel and its numbers are to be seen. */
  onEntered(workplace: Workplace, room: Room): void;
}

/** What a workplace's room says of a moment. */
interface RoomMoment {
  readonly workplace: string;
  readonly state: unknown;
}

/** Which workplace is the present one, and the rooms of those that have been entered. */
export class Workplaces implements PartOfMoment<RoomMoment> {
  readonly #page: WorkplacePage;
  readonly #listener: WorkplacesListener;
  readonly #rooms = new Map<string, Room>();
  readonly #wishes = new NewestWish();
  #present: Workplace | null = null;

  constructor(page: WorkplacePage, listener: WorkplacesListener) {
    this.#page = page;
    this.#listener = listener;
  }

  /** What has been chosen in the rooms, by their names: each other choice is a step. */
  readonly choices: PartOfMoment<Readonly<Record<string, unknown>>> = {
    isStep: true,
    state: () => {
      const made = [...this.#rooms].map(([name, room]) => [name, room.choices?.() ?? null] as const);
      return Object.fromEntries(made.filter(([, choices]) => choices !== null));
    },
    bring: (choices) => {
      for (const [name, room] of this.#rooms) room.bringChoices?.(choices?.[name] ?? null);
    },
  };

  /** The first of all until one is entered. */
  get present(): Workplace {
    return this.#present ?? WORKPLACES.all[0]!;
  }

  /** The room of the present workplace; `null` while there is none. */
  get room(): Room | null {
    return this.#rooms.get(this.present.name) ?? null;
  }

  get layout(): Layout {
    return this.room?.layout ?? [];
  }

  /** The scan that a hand's next phantom is put into. */
  get base(): PresentPair {
    return this.room?.base ?? this.#page.present.pair;
  }

  /** Enters a workplace, unless it is the present one; resolves when that is over. The newest wish wins. */
  async enter(name: string): Promise<void> {
    const signal = this.#wishes.begin();
    const workplace = WORKPLACES.get(name);
    try {
      const made = this.roomOf(name);
      // At once where it can be: the page begins with a workplace.
      const room = made instanceof Promise ? await made : made;
      if (signal.aborted || workplace === this.#present) return;
      this.#goTo(workplace, room, false);
    } catch (error) {
      if (!signal.aborted) this.#page.notices.failure(error, () => void this.enter(name));
    }
  }

  /** The room of a workplace, made where nobody has entered it yet. */
  roomOf(name: string): Room | Promise<Room> {
    const there = this.#rooms.get(name);
    if (there) return there;
    const made = WORKPLACES.get(name).room(this.#page);
    const keep = (room: Room) => {
      const first = this.#rooms.get(name) ?? room;
      this.#rooms.set(name, first);
      return first;
    };
    return made instanceof Promise ? made.then(keep) : keep(made);
  }

  /** Enters a workplace whose room has been made, for what it has read in a link. */
  open({ workplace, state }: RoomMoment): void {
    this.#wishes.abandon();
    const room = this.#rooms.get(workplace)!;
    if (workplace !== this.#present?.name) this.#goTo(WORKPLACES.get(workplace), room, true);
    room.bring?.(state, null);
  }

  state(): RoomMoment | null {
    const state = this.room?.state?.() ?? null;
    return state === null ? null : { workplace: this.present.name, state };
  }

  /** Back to the room that had something to say; without one the present workplace stays. */
  bring(moment: RoomMoment | null, left: PresentPair | null): void {
    this.#wishes.abandon();
    const room = moment && this.#rooms.get(moment.workplace);
    if (moment && room && moment.workplace !== this.present.name) {
      this.#goTo(WORKPLACES.get(moment.workplace), room, true);
    }
    this.room?.bring?.(moment?.workplace === this.present.name ? moment.state : null, left);
  }

  /** Enters the workplace that the page begins with. */
  enterFirst(): Promise<void> {
    return this.enter(WORKPLACES.names[0]!);
  }

  /** Enters a workplace, or leaves it for the first where it is the present one. */
  toggle(name: string): Promise<void> {
    return name === this.present.name ? this.enterFirst() : this.enter(name);
  }

  #goTo(workplace: Workplace, room: Room, isUndone: boolean): void {
    const before = this.room;
    this.#present = workplace;
    before?.leave?.(isUndone);
    this.#listener.onEntered(workplace, room);
    room.enter?.();
  }
}
