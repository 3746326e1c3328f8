import { describe, expect, test } from 'vitest';
import { marksFromLink } from '../../src/app/marks/marks-from-link.ts';
import { VIEWS } from '../../src/app/views/registry.ts';
import { ANALYSES } from '../../src/app/workplaces/measure/analyses.ts';
import { COURSE, loadLesson } from '../../src/course/course.ts';
import { KNOBS } from '../../src/course/knobs.ts';
import { followingOf } from '../../src/course/lesson.ts';
import { holds } from '../../src/course/quantity.ts';
import { LessonWalk } from '../support/lesson-walk.ts';
import { cpuOperators } from '../support/walk.ts';

// Every step of every lesson: its experiment resolves, every number that it speaks of is there, what it asks for can be
// reached, and exactly one answer to a question is right, all by running it.

const operators = cpuOperators();
const walk = new LessonWalk(operators);

describe.each(COURSE.names)('lesson %s', async (name) => {
  const lesson = await loadLesson(name);

  test.each(lesson.steps.map((step) => [step.id, step] as const))('%s', async (_, step) => {
    for (const { view } of step.layout) expect(VIEWS.names).toContain(view);
    for (const knob of step.knobs) expect(KNOBS).toContain(knob);
    if (step.plot !== null) expect(ANALYSES.names).toContain(step.plot);
    marksFromLink(step.marks, `${name}: ${step.id}: marks`);
    await walk.runs(lesson, step);

    const { task } = step;
    const before = await walk.figures(lesson, step);
    const following = followingOf(task);
    for (const { view } of following?.layout ?? []) expect(VIEWS.names).toContain(view);
    const figures = following?.change ? await walk.figures(lesson, step, following.change) : before;
    for (const [value, figure] of figures)
      expect([value, figure === null || !Number.isFinite(figure.value)]).toEqual([value, false]);

    if (task.kind === 'predict' && task.options.length > 0) {
      const right = task.options.filter(
        ({ when, isRight }) =>
          isRight ?? when!.every((criterion) => holds(criterion, figures.get(criterion.value) ?? null)),
      );
      expect(right.map(({ text }) => text)).toHaveLength(1);
    }
    if (task.kind === 'measure') expect(before.get(task.value)!.value).not.toBe(0);
    if (task.kind === 'find') {
      const isFound = (by: typeof figures) =>
        task.criteria.every((criterion) => holds(criterion, by.get(criterion.value)!));
      // Something is to be found.
      expect(isFound(before)).toBe(false);
      expect(isFound(figures)).toBe(true);
    }
  });
});

test('the course is numbered from 1 on, and its titles and steps are told apart', () => {
  expect(new Set(COURSE.all.map(({ number }) => number)).size).toBe(COURSE.all.length);
  expect(new Set(COURSE.all.map(({ title }) => title)).size).toBe(COURSE.all.length);
});
