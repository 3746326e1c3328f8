import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Past, type PastOptions } from '../../../src/app/present/past.ts';

const LETTERS: PastOptions<string> = { isSame: (one, other) => one === other, heldBy: () => [] };
const pastOf = (options: Partial<PastOptions<string>> = {}) => new Past<string>({ ...LETTERS, ...options });

describe('the past', () => {
  test('of a drag is one step', () => {
    const past = pastOf();
    past.record('start');
    for (const value of ['a', 'b', 'c']) past.record(value, { gesture: 'views', moving: true });
    past.record('c', { gesture: 'views', moving: false });
    past.record('d', { gesture: 'views', moving: true });
    expect(past.undo()).toBe('c');
    expect(past.undo()).toBe('start');
    expect([past.undo(), past.canUndo, past.canRedo]).toEqual([null, false, true]);
    expect(past.redo()).toBe('c');
    past.record('e');
    expect(past.canRedo).toBe(false);
    expect(past.undo()).toBe('c');
  });

  test('of a drag that another one follows without a release is two steps', () => {
    const past = pastOf();
    past.record('start');
    past.record('a', { gesture: 'views', moving: true });
    past.record('b', { gesture: 'cutoff', moving: true });
    expect(past.undo()).toBe('a');
    // What was undone ends the drag.
    past.record('c', { gesture: 'views', moving: true });
    expect(past.undo()).toBe('a');
  });

  test('has no step that changes nothing, and a drag that ends where it began keeps what was undone before', () => {
    const past = pastOf();
    for (const value of ['a', 'b', 'c']) past.record(value);
    past.record('c');
    expect(past.undo()).toBe('b');
    past.record('b', { gesture: 'views', moving: false });
    expect(past.canRedo).toBe(true);
    for (const value of ['x', 'y', 'b']) past.record(value, { gesture: 'views', moving: true });
    expect(past.canRedo).toBe(false);
    past.record('b', { gesture: 'views', moving: false });
    expect([past.undo(), past.redo(), past.redo()]).toEqual(['a', 'b', 'c']);
  });

  test('of a drag that begins with what is there is the step that follows', () => {
    const past = pastOf();
    for (const value of ['a', 'b']) past.record(value);
    for (const value of ['b', 'c', 'd']) past.record(value, { gesture: 'views', moving: true });
    past.record('d', { gesture: 'views', moving: false });
    expect([past.undo(), past.undo()]).toEqual(['b', 'a']);
  });

  test('is reached by number, as long as it is kept', () => {
    const past = pastOf();
    const ids = ['a', 'b', 'c'].map((value) => {
      past.record(value);
      return past.presentId;
    });
    expect(past.goTo(ids[0]!)).toBe('a');
    expect(ids.map((id) => past.hasLedHere(id))).toEqual([true, false, false]);
    expect(past.goTo(ids[2]!)).toBe('c');
    past.undo();
    past.record('d');
    expect(past.goTo(ids[2]!)).toBeNull();
    expect(past.presentId).toBeGreaterThan(ids[2]!);
    expect(ids.map((id) => past.hasLedHere(id))).toEqual([true, true, false]);
  });

  test('is amended without a step, and what was undone stays', () => {
    const past = pastOf();
    for (const value of ['a', 'b', 'c']) past.record(value);
    past.undo();
    past.amend('B');
    expect([past.present, past.redo(), past.undo(), past.undo()]).toEqual(['B', 'c', 'B', 'a']);
  });

  test('tells of every change of what can be undone', () => {
    const past = pastOf();
    const told: string[] = [];
    past.onChanged = () => told.push(`${past.canUndo} ${past.canRedo}`);
    past.record('a');
    past.record('b');
    past.undo();
    past.goTo(2);
    expect(told).toEqual(['false false', 'true false', 'false true', 'true false']);
  });

  test('ends after so many steps, and says so', () => {
    const past = pastOf({ mostSteps: 3 });
    for (let i = 0; i < 4; i++) past.record(`${i}`);
    expect(past.hasForgotten).toBe(false);
    for (let i = 4; i < 10; i++) past.record(`${i}`);
    while (past.canUndo) past.undo();
    expect([past.present, past.hasForgotten]).toEqual(['6', true]);
    // Whatever has been forgotten has led here all the same.
    expect(past.hasLedHere(1)).toBe(true);
  });

  test('keeps so many bytes, each array once and those of the present for nothing', () => {
    const arrays = { A: {}, B: {}, C: {} } as Readonly<Record<string, object>>;
    const bytes = { A: 60, B: 50, C: 1000 } as Readonly<Record<string, number>>;
    const heldBy = (value: string) => [[arrays[value[0]!]!, bytes[value[0]!]!] as const];
    const past = pastOf({ heldBy, mostBytes: 100 });
    for (const value of ['A1', 'A2', 'A3', 'B1', 'B2']) past.record(value);
    // A is kept besides B.
    expect(past.hasForgotten).toBe(false);
    past.record('C1');
    while (past.canUndo) past.undo();
    expect([past.present, past.hasForgotten]).toEqual(['B1', true]);
    while (past.canRedo) past.redo();
    past.record('B3');
    // Nothing comes after an array that is too large.
    expect([past.present, past.canUndo]).toEqual(['B3', false]);
  });

  test('goes back and forth as a list of all that was would', () => {
    const acts = fc.oneof(
      { weight: 3, arbitrary: fc.record({ act: fc.constant('record' as const), value: fc.string({ maxLength: 1 }) }) },
      { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('undo' as const, 'redo' as const) }) },
    );
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 40 }), (list) => {
        const past = pastOf();
        past.record('start');
        let before: string[] = [];
        let present = 'start';
        let after: string[] = [];
        for (const step of list) {
          if (step.act === 'record') {
            past.record(step.value);
            if (step.value === present) continue;
            before = [...before, present];
            present = step.value;
            after = [];
          } else if (step.act === 'undo' && before.length > 0) {
            past.undo();
            after = [present, ...after];
            present = before.at(-1)!;
            before = before.slice(0, -1);
          } else if (step.act === 'redo' && after.length > 0) {
            past.redo();
            before = [...before, present];
            present = after[0]!;
            after = after.slice(1);
          }
          expect([past.present, past.canUndo, past.canRedo]).toEqual([present, before.length > 0, after.length > 0]);
        }
      }),
    );
  });
});
