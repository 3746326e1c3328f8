import type { Behind } from '../present/page-address.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import type { Notices } from '../shell/notices.ts';
import type { Stage } from '../stage/stage.ts';
import type { Workplaces } from '../workplaces/workplaces.ts';

/** What a lecture is shown with. */
export interface LecturePage {
  readonly present: PresentExperiment;
  readonly stage: Stage;
  readonly workplaces: Workplaces;
  readonly notices: Notices;
  /** Window and zoom as at first. */
  resetView(): void;
  /** Gives the panes the tools that the present room has for them. */
  lendTools(): void;
  /** What stands behind the present experiment in its links. */
  behind(): Behind;
  /** The link to what is on the page. @throws InputError where no link can hold it */
  link(): { readonly href: string; readonly lacks: readonly string[] };
  /** Opens what an address holds. */
  openHash(hash: string): Promise<unknown>;
  openFiles(): void;
}

/** A lecture from elsewhere: the JSON of a file, or an address. */
export type GivenLecture = { readonly json: unknown; readonly name: string } | { readonly hash: string };

/** A lecture that is on, as the door sees it. */
export interface LectureOnPage {
  readonly isOn: boolean;
  /** @param atStart from the beginning of the lesson that is open, instead of from its present step */
  begin(atStart: boolean): Promise<void>;
  /** After a reload, as it was. */
  resume(): Promise<void>;
  end(): void;
  /** @returns whether the key was the lecture's */
  key(event: KeyboardEvent): boolean;
  keyReleased(event: KeyboardEvent): void;
  /** The list of slides. */
  organise(): void;
  /** A lecture from elsewhere takes the place of the one that is kept. @throws InputError naming what is wrong with it */
  take(given: GivenLecture): Promise<void>;
  /** Something else stands on the stage. */
  arranged(): void;
}
