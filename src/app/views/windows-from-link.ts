import * as v from 'valibot';
import { exactly, numberBetween, parseInput, trueOrFalse } from '../../validation.ts';
import { AS_AT_FIRST, type OtherKind, TURNED_KINDS, type TurnedState } from './turned-windows.ts';

/** In whatever unit: wider than any values, and narrower than any that differ. */
const MOST = 1e12;
const window = v.optional(exactly({ width: numberBetween(1 / MOST, MOST), level: numberBetween(-MOST, MOST) }));

const schema = exactly({
  ...(Object.fromEntries(TURNED_KINDS.map((kind) => [kind, window])) as Record<OtherKind, typeof window>),
  inverted: v.optional(trueOrFalse, false),
});

/** @throws InputError naming the path of what is wrong */
export function windowsFromLink(json: unknown, where: string): TurnedState {
  const given = parseInput(schema, json, where);
  const windows = TURNED_KINDS.map((kind) => [kind, given[kind] ?? null]);
  return { ...AS_AT_FIRST, ...Object.fromEntries(windows), inverted: given.inverted };
}
