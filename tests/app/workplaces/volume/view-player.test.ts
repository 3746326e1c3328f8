import { expect, test } from 'vitest';
import { ViewPlayer } from '../../../../src/app/workplaces/volume/view-player.ts';

function played(isStill = false) {
  let next: ((nowMs: number) => void) | null = null;
  const seen: number[] = [];
  const host = { views: { count: 120, at: 0 }, isStill, told: () => undefined, show: (view: number) => show(view) };
  const show = (view: number) => {
    seen.push(view);
    host.views = { ...host.views, at: view };
  };
  const player = new ViewPlayer(host, (then) => {
    next = then;
  });
  /** @returns whether it waits for another frame */
  const frame = (nowMs: number) => {
    const then = next;
    next = null;
    then?.(nowMs);
    return next !== null;
  };
  return { player, host, seen, frame };
}

test('all views pass in twelve seconds, round and round, from where the hand has been', () => {
  const { player, seen, host, frame } = played();
  player.toggle();
  for (const second of [0, 1, 2]) frame(1000 * second);
  expect(seen).toEqual([10, 20]);
  // A hand moves the view meanwhile.
  host.views = { count: 120, at: 115 };
  frame(3000);
  expect(seen.at(-1)).toBe(5);
  player.setSpeed(2);
  frame(4000);
  expect(seen.at(-1)).toBe(25);
  player.seek(7);
  expect(seen.at(-1)).toBe(7);
  expect([player.isPlaying, frame(5000)]).toEqual([false, false]);
});

test('where motion is unwelcome there is a still picture every so often, and of one view there is nothing to play', () => {
  const { player, seen, host, frame } = played(true);
  player.toggle();
  for (let tenth = 0; tenth <= 20; tenth++) frame(100 * tenth);
  expect(seen).toEqual([15, 30]);
  player.pause();
  host.views = { count: 1, at: 0 };
  player.toggle();
  expect(player.isPlaying).toBe(false);
});
