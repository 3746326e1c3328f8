import { expect, test } from 'vitest';
import { lessonToGoOnWith } from '../../src/course/go-on.ts';

const lesson = (...ids: string[]) => ({ steps: ids.map((id) => ({ id, title: id })) });
const [first, second] = [lesson('a', 'b'), lesson('c')];
const all = [first, second];

test('a student goes on where the last lesson has steps left, and else with the next one', () => {
  expect(lessonToGoOnWith(all, first, ['a'])).toBe(first);
  expect(lessonToGoOnWith(all, first, ['b', 'a'])).toBe(second);
  expect(lessonToGoOnWith(all, second, ['c'])).toBe(second);
});
