import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { whenKeyReleased, whenReleased } from '../../../src/app/controls/slider-release.ts';

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const pointer = (type: string, pointerId = 1) => Object.assign(new Event(type), { pointerId });

/** A slider, and how often it was let go by the time that everything has settled. */
function watched() {
  const slider = new EventTarget();
  let count = 0;
  whenReleased(slider as HTMLInputElement, () => count++);
  const say = (...events: Event[]) => {
    // What happens to a pointer reaches the window wherever the pointer is.
    for (const event of events) {
      (event.type === 'pointerup' || event.type === 'pointercancel' ? window : slider).dispatchEvent(event);
    }
  };
  const released = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return count;
  };
  return { say, released };
}

describe('a slider is let go once', () => {
  test('with a change after the release, as in Chrome and Firefox', async () => {
    const { say, released } = watched();
    say(pointer('pointerdown'), new Event('input'), new Event('input'), pointer('pointerup'), new Event('change'));
    expect(await released()).toBe(1);
  });

  test('with no change at all, as in WebKit', async () => {
    const { say, released } = watched();
    say(pointer('pointerdown'), new Event('input'));
    expect(await released()).toBe(0);
    say(pointer('pointerup'));
    expect(await released()).toBe(1);
    say(pointer('pointerup'), new Event('blur'));
    expect(await released()).toBe(1);
  });

  test('when the system takes the finger away', async () => {
    const { say, released } = watched();
    say(pointer('pointerdown', 7), new Event('input'), pointer('pointerup', 3));
    expect(await released()).toBe(0);
    say(pointer('pointercancel', 7));
    expect(await released()).toBe(1);
  });

  test('by the keyboard, and never without having moved', async () => {
    const { say, released } = watched();
    say(pointer('pointerdown'), pointer('pointerup'), new Event('blur'));
    expect(await released()).toBe(0);
    say(new Event('input'), new Event('change'));
    expect(await released()).toBe(1);
  });
});

test('a key that is held is let go once, however often it repeats', () => {
  const slider = new EventTarget();
  let count = 0;
  const step = whenKeyReleased(slider as HTMLInputElement, () => count++);
  const say = (type: string) => slider.dispatchEvent(new Event(type));
  say('keyup');
  say('blur');
  expect(count).toBe(0);
  step();
  for (let repeat = 0; repeat < 5; repeat++) step();
  expect(count).toBe(0);
  say('keyup');
  say('blur');
  expect(count).toBe(1);
  step();
  say('blur');
  expect(count).toBe(2);
});
