import { COURSE } from '../../course/course.ts';
import { type StepSlide, stepSlide } from '../../course/lecture.ts';
import { InputError } from '../../errors.ts';
import { shown } from '../../validation.ts';
import type { LecturePage } from './lecture-page.ts';
import type { OfferedLink } from './qr/qr-card.ts';
import type { PresentSlide } from './slide-show.ts';

/** Links to what is shown, the best one first: to a step of a lesson there is a short one. */
export function linksOf({ presented }: PresentSlide, page: Pick<LecturePage, 'link'>): readonly OfferedLink[] {
  const links: OfferedLink[] = [];
  if (presented) {
    const { lesson, step } = presented;
    const { origin, pathname } = location;
    links.push({ href: `${origin}${pathname}#lesson=${lesson.name}/${step.id}`, what: 'This step on your own screen' });
  }
  try {
    links.push({ href: page.link().href, what: 'This page on your own screen' });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  return links;
}

/**
 * The step that an address leads to, `#lesson=NAME` or `#lesson=NAME/STEP`; `null` for another address. What programs put
 * behind a link is passed over.
 *
 * @throws InputError where there is no such lesson, or no such step in it
 */
export function stepOfHash(hash: string): StepSlide | null {
  const found = /^#lesson=([\w-]+)(?:\/([\w-]+))?/.exec(hash);
  if (!found) return null;
  const [, name, id] = found;
  const lesson = COURSE.find(name!);
  if (!lesson) throw new InputError(`This link leads to the lesson ${shown(name)}, which is not in this course`);
  const step = id === undefined ? lesson.steps[0]! : lesson.steps.find((other) => other.id === id);
  if (!step) throw new InputError(`This link leads to a step of ${lesson.title} that there is not: ${shown(id)}`);
  return stepSlide(lesson.name, step.id);
}
