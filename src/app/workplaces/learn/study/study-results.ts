import type { AnsweredTrial } from '../../../../course/study/study-plan.ts';
import { isCorrect } from '../../../../course/study/study-plan.ts';
import type { ModelObservers } from '../../../../course/study/study-scans.ts';
import { expectedRoc, rocOf, type Sensitivity, sensitivityOf } from '../../../../course/study/two-choices.ts';
import type { PlotContent } from '../../../../plots/plot.ts';

/** What came out at one dose. */
export interface LevelResult {
  readonly photons: number;
  readonly trials: number;
  readonly correct: number;
  readonly seen: Sensitivity;
  readonly models: ModelObservers;
}

export function levelResults(
  answers: readonly AnsweredTrial[],
  photons: readonly number[],
  models: readonly ModelObservers[],
): readonly LevelResult[] {
  return photons.map((count, level) => {
    const of = answers.filter((answer) => answer.level === level);
    const correct = of.filter(isCorrect).length;
    return {
      photons: count,
      trials: of.length,
      correct,
      seen: sensitivityOf({ trials: of.length, correct }),
      models: models[level]!,
    };
  });
}

/** The student's d′ over the dose, beside those of model observers. */
export function sensitivityPlot(results: readonly LevelResult[]): PlotContent {
  const x = results.map(({ photons }) => photons);
  return {
    title: 'What you saw, against the dose',
    horizontal: { label: 'photons for each reading', unit: '', scale: 'log' },
    vertical: { label: 'd′', unit: '', scale: 'linear' },
    series: [
      {
        ...{ name: 'you', kind: 'points', x },
        y: results.map(({ seen }) => seen.dPrime),
        errors: results.map(({ seen }) => seen.standardError),
      },
      { name: 'ideal observer', kind: 'line', isTheory: true, x, y: results.map(({ models }) => models.ideal) },
      { name: 'template and eye', kind: 'line', isTheory: true, x, y: results.map(({ models }) => models.withEye) },
    ],
  };
}

/** The ROC of saying "on the right", the student's and the ideal observer's at the dose in the middle. */
export function rocPlot(
  answers: readonly AnsweredTrial[],
  results: readonly LevelResult[],
  level: number,
): PlotContent {
  const points = rocOf(answers.filter((answer) => answer.level === level));
  const ideal = expectedRoc(results[level]!.models.ideal, 101);
  return {
    title: `ROC at ${results[level]!.photons.toLocaleString('en')} photons`,
    horizontal: { label: 'said “right” with the disk on the left', unit: '', scale: 'linear', reaches: [0, 1] },
    vertical: { label: 'said “right” with the disk on the right', unit: '', scale: 'linear', reaches: [0, 1] },
    series: [
      {
        ...{ name: 'you', kind: 'points' },
        x: points.map(({ falsePositive }) => falsePositive),
        y: points.map(({ truePositive }) => truePositive),
      },
      {
        ...{ name: 'ideal observer', kind: 'line', isTheory: true },
        x: ideal.map(({ falsePositive }) => falsePositive),
        y: ideal.map(({ truePositive }) => truePositive),
      },
      { name: 'chance', kind: 'line', isTheory: true, x: [0, 1], y: [0, 1] },
    ],
  };
}

/** All trials, for a table elsewhere. */
export function trialsCsv(answers: readonly AnsweredTrial[], photons: readonly number[]): string {
  const rows = answers.map(({ level, isRight, rating, seeds }, i) =>
    [i + 1, photons[level], isRight ? 'right' : 'left', rating, isCorrect({ isRight, rating }) ? 1 : 0, ...seeds].join(
      ',',
    ),
  );
  return `${['trial,photons,disk,rating,correct,seed left,seed right', ...rows].join('\n')}\n`;
}
