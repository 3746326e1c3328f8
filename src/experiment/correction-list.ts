import * as v from 'valibot';
import type { Correction, Lengthening, MadeCorrection } from '../corrections/correction.ts';
import { CORRECTIONS } from '../corrections/registry.ts';
import { settingSchemas } from '../spec-settings.ts';
import { exactVariant, oneKindOf, parseInput } from '../validation.ts';

const ofList = CORRECTIONS.derive((all) => {
  const names = all.map(({ name }) => name);
  const kinds = all.map(schemaOf);
  return v.pipe(
    v.array(oneKindOf('kind', kinds), 'must be a list of corrections, such as [{ "kind": "rings" }]'),
    v.maxLength(names.length, `must list at most ${names.length} corrections, each once`),
    v.check(
      (list) => list.every(({ kind }, i) => i === 0 || names.indexOf(kind) > names.indexOf(list[i - 1]!.kind)),
      `must be listed once each, in the order they are applied: ${names.join(', ')}`,
    ),
  );
});

function schemaOf({ name, settings }: Correction) {
  return exactVariant({ kind: v.literal(name), ...settingSchemas(settings) });
}

/** The `corrections` of an experiment: what is done about the faults of a scan, each at most once and in its order. */
export const correctionListSchema = v.lazy(ofList) as unknown as v.GenericSchema<
  readonly MadeCorrection[] | undefined,
  readonly MadeCorrection[]
>;

/** Whether a correction is among those that are made. */
export function isMade(corrections: readonly MadeCorrection[], name: string): boolean {
  return corrections.some(({ kind }) => kind === name);
}

/** The corrections with one more of its usual settings, in their order; the same where it is made already. */
export function withCorrection(corrections: readonly MadeCorrection[], name: string): readonly MadeCorrection[] {
  if (isMade(corrections, name)) return corrections;
  const place = ({ kind }: MadeCorrection) => CORRECTIONS.names.indexOf(kind);
  return [...corrections, parseInput(schemaOf(CORRECTIONS.get(name)), { kind: name })].toSorted(
    (a, b) => place(a) - place(b),
  );
}

/** The corrections without one. */
export function withoutCorrection(corrections: readonly MadeCorrection[], name: string): readonly MadeCorrection[] {
  return corrections.filter(({ kind }) => kind !== name);
}

/** How the corrections carry views on beyond the detector; `null` where none of them does. */
export function lengtheningOf(corrections: readonly MadeCorrection[]): Lengthening | null {
  return corrections.map(({ kind }) => CORRECTIONS.get(kind).lengthens).find((found) => found) ?? null;
}

/** What is wrong with making these to a measurement, a sentence; `null` where nothing is. */
export function whyNotToMeasurement(names: readonly string[]): string | null {
  const [refused] = names.map((name) => CORRECTIONS.get(name)).filter(({ whyNotMeasured }) => whyNotMeasured !== null);
  return refused
    ? `the correction "${refused.name}" cannot be applied to a measurement: its ${refused.whyNotMeasured}`
    : null;
}
