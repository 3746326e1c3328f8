import { expect, test } from 'vitest';
import { reportAnswer } from '../../../../src/app/workplaces/learn/reader/report-answer.ts';
import { parseLesson } from '../../../../src/course/lesson-schema.ts';
import type { Answer } from '../../../../src/course/progress.ts';

const [measured] = parseLesson({
  ...{ name: 'made-up', number: 1, title: 'Made up', summary: '', minutes: 5, experiment: {} },
  steps: [
    {
      ...{ id: 'far', title: 'How far?', text: [], notes: [] },
      settings: {
        values: { way: { rule: 'arc' }, turns: { rule: 'views' } },
        measure: { question: ['After ', { kind: 'value', name: 'turns' }, ' views?'], value: 'way', tolerance: 0.1 },
      },
    },
  ],
}).steps;

test('a report says of an answer what the numbers were when it was given', () => {
  const given: Answer = { kind: 'measure', tries: ['170'], isRight: true, isShown: false };
  expect(reportAnswer(measured!, given, { turns: '12', way: '180°' })).toEqual({
    question: 'After 12 views?',
    answer: { measured: { value: '170', verdict: 'within 10 % of 180°', isRight: true } },
  });
  expect(reportAnswer(measured!, given, {})?.question).toBe('After … views?');
});
