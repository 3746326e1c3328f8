import * as v from 'valibot';
import { FIRST_LOOK, type VolumeLook } from '../../../experiment/volume-look.ts';
import { exactly, listOf, numberBetween, oneOf, parseInput } from '../../../validation.ts';
import type { Linked } from '../workplace.ts';
import { ANALYSES } from './analyses.ts';
import { CURVE_NAMES } from './convergence/curves.ts';
import { FIRST_KEPT, type MeasureKept } from './measure-kept.ts';

/** What the room says of a moment. */
export interface LinkedMeasure {
  readonly kept: MeasureKept;
  /** The name of the mark that numbers and analyses are of. */
  readonly chosen: string | null;
  /** Through which place the planes of a volume go. */
  readonly look: VolumeLook;
}

/** Beyond every volume, mm. */
const FAR_MM = 1e5;
const place = numberBetween(-FAR_MM, FAR_MM);
const mark = v.pipe(v.string('must be text'), v.regex(/^[A-Z]$/, 'must be one letter from A to Z'));

/** What is left out is as at first. */
const schemaOf = ANALYSES.derive((analyses) =>
  exactly({
    analysis: v.optional(oneOf(analyses.map(({ name }) => name)), FIRST_KEPT.analysis),
    pair: v.optional(listOf(mark, 'marks', 2, 2)),
    curves: v.optional(listOf(oneOf(CURVE_NAMES), 'curves', 1, CURVE_NAMES.length)),
    chosen: v.optional(mark),
    at: v.optional(exactly({ x: place, y: place, z: place }), { x: 0, y: 0, z: 0 }),
  }),
);

/** @returns `null` where all is as at first */
export function measureToLink({ kept, chosen, look: { xMm, yMm, zMm } }: LinkedMeasure): Linked | null {
  const { analysis, pair, curves } = kept;
  const json = {
    ...(analysis !== FIRST_KEPT.analysis && { analysis }),
    ...(pair && { pair }),
    ...(curves && { curves }),
    ...(chosen !== null && { chosen }),
    ...((xMm !== 0 || yMm !== 0 || zMm !== 0) && { at: { x: xMm, y: yMm, z: zMm } }),
  };
  return Object.keys(json).length === 0 ? null : { json, what: 'what is measured', lacks: [] };
}

/** @throws InputError naming the path of what is wrong */
export function measureFromLink(json: unknown, where: string): LinkedMeasure {
  const { analysis, pair, curves = null, chosen = null, at } = parseInput(schemaOf(), json, where);
  const look = { ...FIRST_LOOK, xMm: at.x, yMm: at.y, zMm: at.z };
  return { kept: { analysis, pair: pair ? [pair[0]!, pair[1]!] : null, curves }, chosen, look };
}
