import * as v from 'valibot';
import { InputError } from '../errors.ts';
import {
  exactly,
  exactVariant,
  listOf,
  numberBetween,
  oneKindOf,
  oneOf,
  parseInput,
  shown,
  textUpTo,
} from '../validation.ts';
import { COURSE } from './course.ts';
import { INKED_PLANES, INKS, type Lecture } from './lecture.ts';

/** Of files and links that are written now. */
const VERSION = 1;
export const MOST_SLIDES = 200;
export const MOST_STROKES = 100;
/** Of a stroke: 300 places. */
export const MOST_STROKE_NUMBERS = 600;
export const MOST_CAPTION = 200;
export const MOST_NOTES = 5000;

const far = numberBetween(-1e6, 1e6);

const stroke = exactly({
  plane: oneOf(INKED_PLANES),
  ink: oneOf(INKS),
  points: listOf(far, 'numbers', 2, MOST_STROKE_NUMBERS),
});

const words = {
  caption: v.optional(textUpTo(MOST_CAPTION), ''),
  notes: v.optional(textUpTo(MOST_NOTES), ''),
  views: v.optional(v.nullable(listOf(textUpTo(80), 'views', 1, 2)), null),
  strokes: v.optional(listOf(stroke, 'strokes', 0, MOST_STROKES), []),
};

const anyObject = v.looseObject({}, 'must be an object');

const slide = oneKindOf('kind', [
  exactVariant({ kind: v.literal('step'), lesson: textUpTo(80), step: textUpTo(80), ...words }),
  exactVariant({
    kind: v.literal('scene'),
    experiment: anyObject,
    workplace: v.optional(textUpTo(40), ''),
    besides: v.optional(v.nullable(anyObject), null),
    ...words,
  }),
]);

const schema = exactly({
  version: v.pipe(
    v.number('must be a number'),
    v.check(
      (version) => version === VERSION,
      (issue) => `must be ${VERSION}, got ${shown(issue.input)}; a newer sandbox may have written it`,
    ),
  ),
  lecture: textUpTo(120),
  slides: listOf(slide, 'slides', 0, MOST_SLIDES),
});

/** Whether JSON is meant to be a lecture, right or wrong. */
export function isLectureJson(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'slides' in json && 'lecture' in json;
}

/**
 * A lecture as its file or its link says it. What its scenes come to is checked when they are opened.
 *
 * @param where said before the path
 * @throws InputError naming the path of what is wrong
 */
export function parseLecture(json: unknown, where: string): Lecture {
  const { lecture: title, slides } = parseInput(schema, json, where);
  slides.forEach((slide, i) => {
    if (slide.kind !== 'step') return;
    const entry = COURSE.find(slide.lesson);
    if (!entry) throw new InputError(`${where}: slides[${i}].lesson: there is no lesson ${shown(slide.lesson)}`);
    if (!entry.steps.some(({ id }) => id === slide.step)) {
      throw new InputError(`${where}: slides[${i}].step: ${entry.title} has no step ${shown(slide.step)}`);
    }
  });
  return { title, slides };
}

/** The lecture for a file or a link: without what every slide has anyway. */
export function lectureJson({ title, slides }: Lecture): unknown {
  return {
    version: VERSION,
    lecture: title,
    slides: slides.map((slide) =>
      Object.fromEntries(Object.entries(slide).filter(([key, value]) => key === 'kind' || !isEmpty(value))),
    ),
  };
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === null || (Array.isArray(value) && value.length === 0);
}
