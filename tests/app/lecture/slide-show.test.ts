import { beforeEach, describe, expect, test } from 'vitest';
import { KeptLecture } from '../../../src/app/lecture/kept-lecture.ts';
import { SlideShow } from '../../../src/app/lecture/slide-show.ts';
import type { PresentedStep } from '../../../src/app/workplaces/learn/presented-step.ts';
import type { Workplaces } from '../../../src/app/workplaces/workplaces.ts';
import { COURSE } from '../../../src/course/course.ts';
import { stepSlide, withSlides } from '../../../src/course/lecture.ts';
import type { Lesson } from '../../../src/course/lesson.ts';

/** A room with lessons in which the steps of odd places ask something. */
class Room {
  partName = 'lesson';
  presented: PresentedStep | null = null;
  readonly presenter = {
    room: this,
    onPresented: null,
    get presented() {
      return this.room.presented;
    },
    reveal: async () => {
      this.presented = this.presented && { ...this.presented, isAnswered: true };
    },
  };

  async partOf() {
    return this.presenter;
  }

  async open(_: string, to: { lesson: string; step: string }) {
    const { steps, ...lesson } = COURSE.find(to.lesson)!;
    const all = steps.map(({ id, title }, i) => ({ id, title, task: { kind: i % 2 === 0 ? 'look' : 'explain' } }));
    const step = all.find(({ id }) => id === to.step)!;
    this.presented = { lesson: { ...lesson, steps: all }, step, isAnswered: false } as unknown as PresentedStep;
  }

  get place(): string {
    const { lesson, step, isAnswered } = this.presented!;
    return `${lesson.number}.${lesson.steps.indexOf(step as Lesson['steps'][number]) + 1}${isAnswered ? ' answered' : ''}`;
  }
}

let room: Room;
let said: string[];
let kept: KeptLecture;
let show: SlideShow;

beforeEach(() => {
  room = new Room();
  said = [];
  kept = new KeptLecture(null);
  const present = { name: 'learn' };
  const workplaces = { present, room, roomOf: async () => room, enter: async () => undefined };
  show = new SlideShow({
    ...{ workplaces: workplaces as unknown as Workplaces, kept, openHash: async () => undefined },
    ...{ changed: () => undefined, say: (sentence) => said.push(sentence) },
  });
});

async function walk(...ways: ('next' | 'back')[]): Promise<readonly string[]> {
  const places: string[] = [];
  for (const way of ways) {
    await show[way]();
    places.push(room.place);
  }
  return places;
}

describe('slides one after the other', () => {
  const [first, second] = COURSE.all.slice(0, 2) as [Lesson, Lesson];

  test('show a question, then its answer, and go back the same way', async () => {
    await show.open(stepSlide(first.name, first.steps[0]!.id));
    expect(await walk('next', 'next', 'next')).toEqual(['1.2', '1.2 answered', '1.3']);
    expect(await walk('back', 'back', 'back')).toEqual(['1.2 answered', '1.2', '1.1']);
  });

  test('go on from lesson to lesson, and back', async () => {
    await show.open(stepSlide(second.name, second.steps[0]!.id));
    const count = first.steps.length;
    expect(await walk('back')).toEqual([`1.${count}${count % 2 === 0 ? ' answered' : ''}`]);
    expect(await walk('next')).toEqual(['2.1']);
  });

  test('have a beginning and an end, which are said', async () => {
    await show.open(stepSlide(first.name, first.steps[0]!.id));
    await walk('back');
    const last = COURSE.all.at(-1)!;
    await show.open(stepSlide(last.name, last.steps.at(-1)!.id));
    await room.presenter.reveal();
    await walk('next');
    expect(said).toEqual(['This is the first slide.', 'That was the last slide.']);
  });

  test('begin with the course where its contents are open', async () => {
    await show.find();
    expect(await walk('next')).toEqual(['1.1']);
  });

  test('of one’s own go on after a reload where they were', async () => {
    kept.lecture = withSlides(kept.lecture, [
      stepSlide(second.name, second.steps[1]!.id),
      stepSlide(first.name, first.steps[2]!.id),
    ]);
    kept.at = 1;
    await show.find();
    await show.resume();
    expect(room.place).toBe('1.3');
    expect(show.now.place).toBe('2 of 2');
    expect(await walk('back', 'back', 'back')).toEqual(['2.2 answered', '2.2', '2.2']);
  });
});
