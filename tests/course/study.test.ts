import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { normalProbability, normalQuantile } from '../../src/course/study/normal-distribution.ts';
import { isCorrect, studyTrials } from '../../src/course/study/study-plan.ts';
import { IDEAL_LEVELS, modelObservers, studyInput, studyPhotons } from '../../src/course/study/study-scans.ts';
import {
  areaUnder,
  expectedRoc,
  partCorrect,
  type RatedTrial,
  type Rating,
  rocOf,
  sensitivityOf,
} from '../../src/course/study/two-choices.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { WATER_MU_PER_MM } from '../../src/phantom/attenuation.ts';
import { seededRandom } from '../support/random.ts';
import { cpuOperators } from '../support/walk.ts';

const noFile = () => Promise.reject(new Error('no file is needed'));
const subjectOf = (hasDisk: boolean) => loadSubject(studyInput(hasDisk, 1e4, 1), noFile);

describe('signal detection', () => {
  test('the normal distribution and its inverse are those of tables', () => {
    // SciPy 1.17: norm.cdf and norm.ppf.
    const cdf = [
      [0, 0.5],
      [1, 0.8413447460685429],
      [-1.5, 0.06680720126885807],
      [1.959963984540054, 0.975],
      [4, 0.9999683287581669],
    ] as const;
    for (const [x, probability] of cdf) expect(normalProbability(x)).toBeCloseTo(probability, 10);
    expect(normalQuantile(0.75)).toBeCloseTo(0.6744897501960817, 10);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 8);
  });

  test('d′ of two choices: chance is 0, and the tables of two-alternative forced choice hold', () => {
    expect(sensitivityOf({ trials: 40, correct: 20 }).dPrime).toBeCloseTo(0, 10);
    // Macmillan and Creelman, Detection Theory (2005), table A5.2: 76 % correct is d′ = 1.00, 92 % is 1.99.
    expect(partCorrect(1)).toBeCloseTo(0.76, 2);
    expect(partCorrect(1.99)).toBeCloseTo(0.92, 2);
    const many = sensitivityOf({ trials: 1e7, correct: 0.76024993890652 * 1e7 });
    expect(many.dPrime).toBeCloseTo(1, 5);
    // All right is a number too, with a large error.
    const all = sensitivityOf({ trials: 10, correct: 10 });
    expect(all.dPrime).toBeGreaterThan(2);
    expect(all.standardError).toBeGreaterThan(0.5);
  });

  test('the ROC goes from corner to corner, and its area is that of theory', () => {
    const points = expectedRoc(1.2, 401);
    expect(points).toEqual(points.toSorted((a, b) => a.falsePositive - b.falsePositive));
    // The difference of two pictures has the sensitivity √2·1.2, and the area Φ(√2·1.2/√2).
    expect(areaUnder(points)).toBeCloseTo(normalProbability(1.2), 4);
    const trials = (isRight: boolean, ratings: readonly number[]): RatedTrial[] =>
      ratings.flatMap((count, i) => Array.from({ length: count }, () => ({ isRight, rating: (i + 1) as Rating })));
    const roc = rocOf([...trials(false, [5, 3, 1, 1]), ...trials(true, [1, 1, 2, 6])]);
    expect(roc).toEqual([
      { falsePositive: 0, truePositive: 0 },
      { falsePositive: 0.1, truePositive: 0.6 },
      { falsePositive: 0.2, truePositive: 0.8 },
      { falsePositive: 0.5, truePositive: 0.9 },
      { falsePositive: 1, truePositive: 1 },
    ]);
    expect(rocOf(trials(true, [1, 1, 1, 1]))).toEqual([]);
  });
});

describe('the study', () => {
  test('its trials are balanced, in random order, and no noise comes twice', () => {
    const trials = studyTrials(seededRandom(7), 4, 10);
    expect(trials).toHaveLength(40);
    for (let level = 0; level < 4; level++) {
      const of = trials.filter((trial) => trial.level === level);
      expect([of.length, of.filter(({ isRight }) => isRight).length]).toEqual([10, 5]);
    }
    expect(new Set(trials.flatMap(({ seeds }) => seeds)).size).toBe(80);
    expect(trials.map(({ level }) => level)).not.toEqual(trials.map(({ level }) => level).toSorted());
    for (const [rating, saysRight] of [
      [1, false],
      [2, false],
      [3, true],
      [4, true],
    ] as const) {
      expect(isCorrect({ isRight: true, rating })).toBe(saysRight);
      expect(isCorrect({ isRight: false, rating })).toBe(!saysRight);
    }
  });

  test('its doses are those at which the ideal observer has the sensitivities that are wanted', async () => {
    const subject = await subjectOf(false);
    const photons = studyPhotons(subject);
    const ideal = photons.map(
      (count) => modelObservers(resolveExperiment(studyInput(false, count, 1), subject), subject, count).ideal,
    );
    for (const [i, dPrime] of ideal.entries()) expect(dPrime).toBeCloseTo(IDEAL_LEVELS[i]!, 2);
  });

  test('an observer with the disk’s picture as a template sees as well in its slices as theory says', async () => {
    const operators = cpuOperators();
    const session = new Session(operators, new InPlaceExecutor(cpuTasks));
    const subjects = [await subjectOf(false), await subjectOf(true)] as const;
    const photons = studyPhotons(subjects[0])[2]!;
    const sliceOf = async (hasDisk: boolean, seed: number, isExact = false) => {
      const subject = subjects[hasDisk ? 1 : 0];
      const experiment = resolveExperiment(studyInput(hasDisk, photons, seed), subject);
      const { acquisition } = experiment;
      const counted = isExact
        ? { ...experiment, acquisition: { modality: 'ct', beam: { kind: 'exact' } } as typeof acquisition }
        : experiment;
      const { result } = await finish(session.run(counted, subject));
      return Float32Array.from(await operators.read(result.image), (value) => (1000 * value) / WATER_MU_PER_MM);
    };
    const [without, withDisk] = [await sliceOf(false, 1, true), await sliceOf(true, 1, true)];
    const template = withDisk.map((value, i) => value - without[i]!);
    const answerOf = (slice: Float32Array) => slice.reduce((sum, value, i) => sum + value * template[i]!, 0);
    const signal = answerOf(template);
    const scans = 200;
    const answers: number[] = [];
    let variance = 0;
    for (let seed = 1; seed <= scans; seed++) {
      const slice = await sliceOf(false, seed);
      answers.push(answerOf(slice));
      const middle = slice.length / 2 + Math.sqrt(slice.length) / 2;
      variance += (slice[middle]! - without[middle]!) ** 2 / scans;
    }
    const mean = answers.reduce((sum, answer) => sum + answer, 0) / scans;
    const deviation = Math.sqrt(answers.reduce((sum, answer) => sum + (answer - mean) ** 2, 0) / (scans - 1));
    session.release();
    const experiment = resolveExperiment(studyInput(false, photons, 1), subjects[0]);
    const { template: expected, ideal, noise } = modelObservers(experiment, subjects[0], photons);
    // The standard deviation of 200 draws is good to 5 %.
    expect(Math.abs(signal / deviation / expected - 1)).toBeLessThan(0.12);
    expect(expected).toBeLessThan(ideal);
    expect(Math.abs(Math.sqrt(variance) / noise - 1)).toBeLessThan(0.15);
  });
});
