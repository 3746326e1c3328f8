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
}

/** A lecture that is on, as the door sees it. */
export interface LectureOnPage {
  readonly isOn: boolean;
  /** @param atStart from the beginning of the lesson that is open, instead of from its present step */
  begin(atStart: boolean): Promise<void>;
  end(): void;
  /** @returns whether the key was the lecture's */
  key(event: KeyboardEvent): boolean;
  keyReleased(event: KeyboardEvent): void;
  /** Something else stands on the stage. */
  arranged(): void;
}
