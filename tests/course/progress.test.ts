import { describe, expect, test } from 'vitest';
import {
  answered,
  finished,
  MOST_CHARACTERS,
  MOST_TRIES,
  NO_PROGRESS,
  progressOf,
  readProgress,
  visited,
} from '../../src/course/progress.ts';

const far = answered(
  finished(visited(NO_PROGRESS, 'projection', 'ray'), 'projection', 'ray'),
  ...(['projection', 'view', { kind: 'predict', option: 1 }] as const),
);

test('what was done and answered comes back from what the browser has kept', () => {
  expect(readProgress(JSON.stringify(far))).toEqual(far);
  expect(far.last).toBe('projection');
  expect(progressOf(far, 'projection')).toEqual({
    at: 'ray',
    done: ['ray'],
    answers: { view: { kind: 'predict', option: 1 } },
    numbers: {},
  });
  expect(progressOf(far, 'constructor')).toEqual({ at: null, done: [], answers: {}, numbers: {} });
});

test('a step that is tried again is neither done nor answered', () => {
  const again = answered(finished(far, 'projection', 'view'), 'projection', 'view', null);
  expect(progressOf(again, 'projection')).toEqual({
    ...{ at: 'ray', done: ['ray'] },
    ...{ answers: {}, numbers: {} },
  });
});

test('an answer is kept with the numbers that it was given to, and loses them with it', () => {
  const given = answered(far, 'projection', 'view', { kind: 'predict', option: 0 }, { peak: '4.12' });
  expect(progressOf(readProgress(JSON.stringify(given)), 'projection').numbers).toEqual({ view: { peak: '4.12' } });
  expect(progressOf(answered(given, 'projection', 'view', null), 'projection').numbers).toEqual({});
});

test('what was kept before numbers were is read', () => {
  const { numbers: _, ...before } = progressOf(far, 'projection');
  expect(readProgress(JSON.stringify({ ...far, lessons: { projection: before } }))).toEqual(far);
});

test('a step is done once', () => {
  expect(progressOf(finished(far, 'projection', 'ray'), 'projection').done).toEqual(['ray']);
});

describe('what cannot be read is none', () => {
  test.each([
    null,
    '',
    '{',
    'null',
    '{"version":2,"last":null,"lessons":{}}',
    '{"version":1,"last":null,"lessons":{"a":{"at":null,"done":[],"answers":{"b":{"kind":"guess"}}}}}',
  ])('%s', (text) => expect(readProgress(text)).toBe(NO_PROGRESS));
});

test('however much is written, what is kept can be read again', () => {
  let progress = NO_PROGRESS;
  for (let i = 0; i < 200; i++) {
    progress = finished(visited(progress, `lesson-${i}`, 'a'), `lesson-${i}`, 'a');
    progress = finished(progress, 'lesson-0', `step-${i}`);
    progress = answered(progress, 'lesson-0', `step-${i}`, {
      ...{ kind: 'measure', isRight: false, isShown: false },
      tries: Array.from({ length: i }, () => '1'.repeat(100)),
    });
  }
  progress = answered(progress, 'lesson-1', 'a', {
    ...{ kind: 'explain', isCompared: false },
    text: 'x'.repeat(2 * MOST_CHARACTERS),
  });
  const read = readProgress(JSON.stringify(progress));
  expect(read.lessons).toEqual(progress.lessons);
  const given = progressOf(read, 'lesson-1').answers.a;
  expect(given?.kind === 'explain' && given.text.length).toBe(MOST_CHARACTERS);
  const tries = progressOf(read, 'lesson-0').answers['step-30'];
  expect(tries?.kind === 'measure' && tries.tries.length).toBe(MOST_TRIES);
});
