// Which two experiments are looked at, of those that there are.

import { expect, test } from 'vitest';
import { compareFromLink, compareToLink } from '../../../../src/app/workplaces/compare/compare-in-link.ts';
import {
  blinkingFaster,
  dividedAt,
  FIRST_LOOK,
  lookingAt,
  pairSeen,
} from '../../../../src/app/workplaces/compare/compare-look.ts';

test('the two that are asked for are seen, or the first ones that are there', () => {
  const look = { first: 'B', second: 'C' } as const;
  expect(pairSeen(look, ['current', 'A', 'B', 'C'])).toEqual(['B', 'C']);
  expect(pairSeen(look, ['current', 'A', 'B'])).toEqual(['B', 'current']);
  expect(pairSeen(look, ['current', 'C'])).toEqual(['current', 'C']);
  expect(pairSeen(look, ['current'])).toBeNull();
  expect(pairSeen({ first: 'A', second: 'A' }, ['current', 'A'])).toEqual(['A', 'current']);
});

test('an experiment that is put beside itself changes places with the other', () => {
  expect(lookingAt(FIRST_LOOK, 'first', 'A')).toMatchObject({ first: 'A', second: 'current' });
  expect(lookingAt(FIRST_LOOK, 'second', 'current')).toMatchObject({ first: 'A', second: 'current' });
  expect(lookingAt(FIRST_LOOK, 'second', 'B')).toMatchObject({ first: 'current', second: 'B' });
});

test('a link says what is not as at first, and opens as it was written', () => {
  expect(compareToLink(FIRST_LOOK)).toBeNull();
  const look = { ...FIRST_LOOK, way: 'swipe', second: 'C', divider: 0.25 } as const;
  const linked = compareToLink(look)!;
  expect(linked.json).toEqual({ way: 'swipe', second: 'C', divider: 0.25 });
  expect(compareFromLink(linked.json, 'This link')).toEqual(look);
  expect(() => compareFromLink({ second: 'D' }, 'This link')).toThrow(
    /^This link: second: must be one of current, A, B, C/,
  );
  // More than three flashes in a second are nobody's to ask for.
  expect(() => compareFromLink({ changesPerSecond: 20 }, 'This link')).toThrow(
    /changesPerSecond: must be between 0\.5 and 3/,
  );
  expect(() => compareFromLink({ divider: 1.5 }, 'This link')).toThrow(/divider: must be between 0 and 1/);
});

test('the divider stays within the picture, and the rate among those there are', () => {
  expect([0.123456, -1, 3].map((divider) => dividedAt(FIRST_LOOK, divider).divider)).toEqual([0.123, 0, 1]);
  const rateAfter = (...steps: number[]) => steps.reduce(blinkingFaster, FIRST_LOOK).changesPerSecond;
  expect([rateAfter(1), rateAfter(1, 1, 1), rateAfter(-1), rateAfter(-1, -1)]).toEqual([2, 3, 0.5, 0.5]);
});
