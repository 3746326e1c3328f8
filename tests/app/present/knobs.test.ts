import { describe, expect, test } from 'vitest';
import { checkExperiment, Knobs } from '../../../src/app/present/knobs.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';

async function opened(json: object = {}) {
  const input = parseExperimentInput({ version: 2, ...json });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const present = new PresentExperiment();
  let checks = 0;
  const knobs = new Knobs(present, { turnedByHand: (changes) => changes }, (...given) => {
    checks++;
    checkExperiment(...given);
  });
  present.open(resolveExperiment(input, subject), subject);
  return { present, knobs, checks: () => checks };
}

describe('a knob', () => {
  test('is checked once at each place, and is one step until it is let go', async () => {
    const { present, knobs, checks } = await opened();
    const { pair } = present;
    for (const views of [500, 300, 100]) expect(knobs.turn({ scan: { views } }, false)).toBe(true);
    knobs.turn({ scan: { views: 100 } }, true);
    expect([checks(), present.experiment.scan.views]).toEqual([3, 100]);
    // What the hand has not touched is the same object, as runs and tables know it by.
    expect(present.experiment.reconstruction.grid).toEqual(pair.experiment.reconstruction.grid);
    expect(present.experiment.acquisition).toBe(pair.experiment.acquisition);
    expect(present.past.undo()?.experiment).toBe(pair.experiment);
    expect(present.past.canUndo).toBe(false);
  });

  test('that is let go where it was is no step', async () => {
    const { present, knobs, checks } = await opened();
    knobs.turn({ scan: { views: 720 } }, true);
    for (const views of [500, 720]) knobs.turn({ scan: { views } }, false);
    knobs.turn({ scan: { views: 720 } }, true);
    expect([checks(), present.past.canUndo]).toEqual([2, false]);
  });

  test('and another one are two steps, and so are two drags of one', async () => {
    const { present, knobs } = await opened();
    knobs.turn({ scan: { views: 500 } }, false);
    knobs.turn({ scan: { startDeg: 5 } }, false);
    knobs.turn({ scan: { startDeg: 6 } }, true);
    knobs.turn({ scan: { startDeg: 7 } }, true);
    knobs.turn({ reconstruction: { grid: { pixels: 100 } } }, false);
    knobs.turn({ reconstruction: { grid: { pixelSizeMm: 2 } } }, true);
    let steps = 0;
    while (present.past.undo()) steps++;
    expect(steps).toBe(5);
  });

  test('at a place that cannot be is refused in a sentence when it is let go; what is there stays', async () => {
    const { present, knobs } = await opened({ scan: { geometry: 'fan' } });
    knobs.turn({ scan: { channels: 700 } }, false);
    expect(knobs.turn({ scan: { channels: 16_000 } }, false)).toBe(false);
    expect(present.experiment.scan.channels).toBe(700);
    expect(() => knobs.turn({ scan: { channels: 16_000 } }, true)).toThrow(/the fan would open/);
    expect(present.experiment.scan.channels).toBe(700);
    // The drag is over all the same.
    knobs.turn({ scan: { channels: 600 } }, true);
    expect(present.past.undo()?.experiment.scan.channels).toBe(700);
    expect(present.past.undo()?.experiment.scan.channels).toBe(736);
  });
});
