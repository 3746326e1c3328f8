import { brought } from './scenes/brought.ts';
import { dialogs } from './scenes/dialogs.ts';
import { glossary } from './scenes/glossary.ts';
import { lab } from './scenes/lab.ts';
import { lecture } from './scenes/lecture.ts';
import { lessons } from './scenes/lessons.ts';
import { quiz, study } from './scenes/questions.ts';
import { report } from './scenes/report.ts';
import { workplaces } from './scenes/workplaces.ts';
import type { Visit } from './visit.ts';

/** Places that are gone to one after the other. */
export interface Scene {
  readonly name: string;
  walk(visit: Visit): Promise<void>;
}

/** All that there is on the page. */
export const SCENES: readonly Scene[] = [
  workplaces,
  dialogs,
  brought,
  lab,
  ...lessons,
  quiz,
  study,
  glossary,
  lecture,
  report,
];
