import { describe, expect, test } from 'vitest';
import { nextQuestion, type QuizQuestion, questionScans } from '../../src/course/quiz/quiz-question.ts';
import { NO_SCORE, scored } from '../../src/course/quiz/quiz-score.ts';
import { ARTEFACTS } from '../../src/experiment/artefacts.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { seededRandom } from '../support/random.ts';

function questions(count: number, seed: number): QuizQuestion[] {
  const random = seededRandom(seed);
  const asked: QuizQuestion[] = [];
  for (let i = 0; i < count; i++) asked.push(nextQuestion(random, asked));
  return asked;
}

test('what is named rightly counts, and whatever is named is answered', () => {
  const first = scored(NO_SCORE, { artefact: 'rings' }, 'rings');
  expect(first).toEqual({ right: 1, answered: 1 });
  expect(scored(first, { artefact: 'rings' }, 'noise')).toEqual({ right: 1, answered: 2 });
});

describe('questions', () => {
  test('never repeat the last artefact, nor one of the last on the same phantom, and come to all of them', () => {
    const asked = questions(300, 3);
    for (const [i, { artefact, phantom }] of asked.entries()) {
      expect(asked[i - 1]?.artefact).not.toBe(artefact);
      const isOnlyPhantom = ARTEFACTS.find(({ name }) => name === artefact)!.phantom !== undefined;
      const recent = asked.slice(Math.max(0, i - (isOnlyPhantom ? 1 : 4)), i);
      expect(recent.some((one) => one.artefact === artefact && one.phantom === phantom)).toBe(false);
    }
    expect(new Set(asked.map(({ artefact }) => artefact)).size).toBe(ARTEFACTS.length);
  });

  test('have four options, the right one among them, in no fixed place', () => {
    const asked = questions(200, 5);
    for (const { artefact, options, strength } of asked) {
      expect(options).toHaveLength(4);
      expect(new Set(options).size).toBe(4);
      expect(options).toContain(artefact);
      expect(strength).toBeGreaterThanOrEqual(0.5);
      expect(strength).toBeLessThanOrEqual(1);
    }
    const places = asked.map(({ artefact, options }) => options.indexOf(artefact));
    for (let place = 0; place < 4; place++) expect(places.filter((at) => at === place).length).toBeGreaterThan(25);
  });

  test('every artefact has its scans on every phantom that it may come with', async () => {
    const seen = new Set<string>();
    for (const question of questions(150, 9)) {
      const key = `${question.artefact} ${question.phantom}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const input = parseExperimentInput({ version: 2, phantom: question.phantom });
      const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
      const { disturbed, undisturbed } = questionScans(question, subject);
      expect([key, JSON.stringify(disturbed) === JSON.stringify(undisturbed)]).toEqual([key, false]);
    }
    expect(seen.size).toBeGreaterThan(ARTEFACTS.length);
  });
});
