// Which two experiments are looked at, of those that there are.

import { expect, test } from 'vitest';
import { compareFromLink, compareToLink } from '../../../../src/app/workplaces/compare/compare-in-link.ts';
import { FIRST_LOOK, lookingAt, pairSeen } from '../../../../src/app/workplaces/compare/compare-look.ts';

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
  const look = { ...FIRST_LOOK, way: 'beside', second: 'C' } as const;
  const linked = compareToLink(look)!;
  expect(linked.json).toEqual({ way: 'beside', second: 'C' });
  expect(compareFromLink(linked.json, 'This link')).toEqual(look);
  expect(() => compareFromLink({ second: 'D' }, 'This link')).toThrow(
    /^This link: second: must be one of current, A, B, C/,
  );
});
