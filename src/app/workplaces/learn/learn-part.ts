import type { PresentPair } from '../../present/present-experiment.ts';
import type { Room, WorkplacePage } from '../workplace.ts';
import type { KeptProgress } from './kept-progress.ts';

/** With the contents the room begins. */
export const CONTENTS = 'contents';
export const LESSON = 'lesson';

/** What a part asks of *Learn*, and of the page. */
export interface LearnPage extends WorkplacePage {
  /** Opens another part. @param state as the part's `fromLink` gives it; without one it begins anew */
  open(part: string, state?: unknown): Promise<void>;
  /** What the contents offer besides lessons. */
  readonly offers: readonly Pick<LearnPartSpec, 'name' | 'title' | 'summary'>[];
  readonly progress: KeptProgress;
  /** Back to the contents of the course. */
  contents(): void;
  /** The part says something else of itself: its place on the page, links and the past follow. */
  changed(): void;
}

/**
 * One thing that can be open in *Learn*: the contents, a lesson, a quiz, a study. It has the stage, and a place where the
 * controls stand; of a room it has what it needs.
 */
export interface LearnPart
  extends Pick<
    Room,
    | 'layout'
    | 'numbers'
    | 'lanes'
    | 'look'
    | 'lookAt'
    | 'lookAtScene'
    | 'shortLink'
    | 'tool'
    | 'keys'
    | 'hovered'
    | 'shown'
    | 'presentChanged'
    | 'iterated'
    | 'settled'
    | 'subjectChanged'
    | 'step'
  > {
  /** Stands where the controls stand. */
  readonly root: HTMLElement;
  /** What it is about, as plain JSON: it comes back with undo, and stands in links. `null`, or without it, nothing does. */
  state?(): unknown;
  /**
   * What a link says that it is about; of a part that has no state a link says nothing.
   *
   * @param where said before the path
   * @throws InputError (rejects) naming the path of what is wrong
   */
  fromLink?(json: unknown, present: PresentPair, where: string): Promise<unknown>;
  /** Begins, with what is to be opened: the experiment of a first step, say. @param state `null` for from the beginning */
  begin(state: unknown): Promise<void>;
  /** The present experiment is one of which it said this: shows it, and opens nothing. */
  bring(state: unknown): void;
  /** It is on the page, or no more. */
  enter?(): void;
  leave?(): void;
  /** *Learn* is on the page again, and it with it: elsewhere the scan may have become another one. Nothing begins. */
  comeBack?(): void;
}

/** How a part is known. Listed in `parts.ts`; fetched when it is first opened. */
export interface LearnPartSpec {
  /** In links. */
  readonly name: string;
  /** In the contents; `null` for what stands there in another way. */
  readonly title: string | null;
  readonly summary: string;
  make(page: LearnPage): Promise<LearnPart>;
}
