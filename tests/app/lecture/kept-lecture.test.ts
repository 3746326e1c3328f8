import { describe, expect, test } from 'vitest';
import type { TextStore } from '../../../src/app/elements/browser-store.ts';
import { KeptLecture } from '../../../src/app/lecture/kept-lecture.ts';
import { stepSlide, withSlides } from '../../../src/course/lecture.ts';

/** A storage that two tabs share, and what the browser tells the other one. */
function twoTabs() {
  const texts = new Map<string, string>();
  const tabs: KeptLecture[] = [];
  const storeOf = (tab: number): TextStore => ({
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => {
      texts.set(key, text);
      tabs[1 - tab]?.changedElsewhere(key);
    },
  });
  tabs.push(new KeptLecture(storeOf(0)), new KeptLecture(storeOf(1)));
  return tabs as [KeptLecture, KeptLecture];
}

const rows = stepSlide('sinogram', 'rows');
const sine = stepSlide('sinogram', 'sine');

describe('a kept lecture', () => {
  test('has what either of two tabs has kept', () => {
    const [one, other] = twoTabs();
    one.lecture = withSlides(one.lecture, [rows]);
    other.lecture = withSlides(other.lecture, [sine]);
    expect(one.lecture.slides).toEqual([rows, sine]);
    expect(other.lecture).toEqual(one.lecture);
  });

  test('is at a slide of its own in each', () => {
    const [one, other] = twoTabs();
    one.lecture = withSlides(one.lecture, [rows, sine]);
    one.at = 1;
    other.at = 0;
    expect([one.at, other.at]).toEqual([1, 0]);
    other.lecture = { ...other.lecture, slides: [rows] };
    expect(one.at).toBe(0);
  });

  test('tells of strokes that the other tab drew', () => {
    const [one, other] = twoTabs();
    const stroke = { plane: 'slice', ink: 'red', points: [0, 0, 10, 10] } as const;
    one.setInk('sinogram/rows', [stroke]);
    other.setInk('sinogram/sine', [stroke]);
    expect(one.inkOf('sinogram/sine')).toEqual([stroke]);
    expect(one.inkOf('sinogram/rows')).toEqual([stroke]);
  });
});
