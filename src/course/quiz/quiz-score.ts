import type { ArtefactName } from '../../experiment/artefacts.ts';
import type { QuizQuestion } from './quiz-question.ts';

/** How many scans were named, and how many of them rightly. */
export interface QuizScore {
  readonly right: number;
  readonly answered: number;
}

export const NO_SCORE: QuizScore = { right: 0, answered: 0 };

/** The score after another answer. */
export function scored(
  { right, answered }: QuizScore,
  { artefact }: Pick<QuizQuestion, 'artefact'>,
  chosen: ArtefactName,
): QuizScore {
  return { right: right + (chosen === artefact ? 1 : 0), answered: answered + 1 };
}
