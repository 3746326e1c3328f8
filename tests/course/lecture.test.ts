import { describe, expect, test } from 'vitest';
import { COURSE } from '../../src/course/course.ts';
import {
  changedSlide,
  type Lecture,
  movedSlide,
  NO_LECTURE,
  type SceneSlide,
  stepSlide,
  withSlides,
} from '../../src/course/lecture.ts';
import { isLectureHash, lectureFromHash, lectureHash } from '../../src/course/lecture-link.ts';
import { isLectureJson, lectureJson, parseLecture } from '../../src/course/lecture-schema.ts';

const lesson = COURSE.all[0]!;
const step = stepSlide(lesson.name, lesson.steps[0]!.id);
const scene: SceneSlide = {
  kind: 'scene',
  caption: 'Streaks – 12 Projektionen',
  notes: 'Ask who has seen this.',
  views: ['slice', 'difference'],
  strokes: [{ plane: 'slice', ink: 'red', points: [0, 0, 12.5, -30] }],
  experiment: { version: 2, scan: { views: 12 } },
  workplace: 'measure',
  besides: { marks: [] },
};
const lecture: Lecture = { title: 'Tuesday', slides: [step, scene] };

describe('a lecture', () => {
  test('comes back from its file and its link as it was', () => {
    expect(parseLecture(JSON.parse(JSON.stringify(lectureJson(lecture))), 'a.json')).toEqual(lecture);
    const hash = lectureHash(lecture);
    expect(isLectureHash(hash)).toBe(true);
    expect(hash).toMatch(/^#lecture=[\w-]+$/);
    expect(lectureFromHash(hash)).toEqual(lecture);
    // Mail puts a full stop behind it.
    expect(lectureFromHash(`${hash}.`)).toEqual(lecture);
  });

  test('of forty scenes is a link that browsers and chats take', () => {
    const slides = Array.from({ length: 40 }, (_, i) => ({ ...scene, caption: `Slide ${i}` }));
    expect(lectureHash({ title: 'Long', slides }).length).toBeLessThan(2500);
  });

  test('a link that was cut short or changed says so, and one too long is refused', () => {
    const hash = lectureHash(lecture);
    expect(() => lectureFromHash(hash.slice(0, -12))).toThrow(/damaged/);
    expect(() => lectureFromHash('#lecture=AAAA')).toThrow(/damaged/);
    const noise = Array.from({ length: 90 }, (_, i) =>
      Array.from({ length: 600 }, (_, j) => Math.round(1e5 * Math.sin(1e4 * (i + 1) * (j + 1) ** 2))),
    );
    const strokes = noise.map((points) => ({ plane: 'slice' as const, ink: 'red' as const, points }));
    expect(() => lectureHash({ title: 'Much', slides: [{ ...scene, strokes }] })).toThrow(/too long for a link; save/);
  });

  test('what is wrong is named by its path', () => {
    const json = (slide: object) => ({ version: 1, lecture: 'x', slides: [slide] });
    expect(() => parseLecture(json({ kind: 'step', lesson: 'alchemy', step: 'gold' }), 'a.json')).toThrow(
      'a.json: slides[0].lesson: there is no lesson "alchemy"',
    );
    expect(() => parseLecture(json({ kind: 'step', lesson: lesson.name, step: 'gold' }), 'a.json')).toThrow(
      /slides\[0\]\.step: .* has no step "gold"/,
    );
    expect(() => parseLecture(json({ ...scene, views: ['a', 'b', 'c'] }), 'a.json')).toThrow(/slides\[0\]\.views/);
    expect(() => parseLecture({ ...(lectureJson(lecture) as object), version: 2 }, 'a.json')).toThrow(
      /version: must be 1/,
    );
    expect(isLectureJson({ version: 2, scan: {} })).toBe(false);
  });

  test('slides are added, moved, changed and taken out; the lecture before stays what it was', () => {
    const three = withSlides(lecture, [{ ...step, caption: 'between' }], 0);
    expect(three.slides.map(({ caption }) => caption)).toEqual(['', 'between', scene.caption]);
    expect(movedSlide(three, 2, 0).slides[0]).toBe(scene);
    expect(movedSlide(three, 0, 99).slides.at(-1)).toBe(step);
    expect(changedSlide(three, 1, null)).toEqual(lecture);
    expect(changedSlide(lecture, 0, { ...step, notes: 'n' }).slides[0]!.notes).toBe('n');
    expect(withSlides(NO_LECTURE, [step]).slides).toEqual([step]);
    expect(lecture.slides).toEqual([step, scene]);
  });
});
