import * as v from 'valibot';
import { InputError } from '../../../errors.ts';
import { isIterated } from '../../../experiment/artefact-iterations.ts';
import { artefactScans } from '../../../experiment/artefact-scans.ts';
import { ARTEFACTS, type Artefact } from '../../../experiment/artefacts.ts';
import { displayUnitOf, type Experiment, resolveExperiment } from '../../../experiment/experiment.ts';
import { parseExperimentInput } from '../../../experiment/experiment-schema.ts';
import type { Subject } from '../../../experiment/subject.ts';
import { exactly, numberBetween, oneOf, parseInput } from '../../../validation.ts';
import { isAlike } from '../../present/moment.ts';
import { pairFromPatch } from '../../present/pair-from-patch.ts';
import { canBeCarried, patchTo } from '../../present/pair-in-link.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import type { Linked } from '../workplace.ts';
import { ARTEFACT_WORDS, inSentence } from './artefact-words.ts';
import type { LabMoment } from './lab-moment.ts';

const patch = v.optional(v.looseObject({}, 'must be an object'), {});

/** The laboratory in a link. */
const schema = exactly({
  artefact: oneOf(ARTEFACTS.map(({ name }) => name)),
  strength: numberBetween(0.01, 1),
  beside: v.optional(oneOf(['undisturbed', 'cured', 'iterated']), 'undisturbed'),
  /** What leads from the experiment of the link to the scan that the artefact was switched on over. */
  over: patch,
  /** What leads from that scan to what is brought back when it is left, where that is another one. */
  before: v.optional(v.looseObject({}, 'must be an object')),
});

export function labToLink({ shown, before, beside }: LabMoment, present: PresentPair): Linked {
  const { artefact, base, strength } = shown;
  const json = { artefact: artefact.name, strength, beside, over: patchTo(base, present.experiment) };
  const toBefore = patchTo(before.experiment, base);
  const isThere = canBeCarried(before, present);
  return {
    json: isThere && !isAlike(toBefore, {}) ? { ...json, before: toBefore } : json,
    what: `the artefact (${inSentence(ARTEFACT_WORDS[artefact.name].title)})`,
    lacks: isThere ? [] : [`what was there before the artefact, because a link cannot contain ${before.subject.name}`],
  };
}

/** @throws InputError (rejects) naming the path of what is wrong */
export async function labFromLink(json: unknown, present: PresentPair, where: string): Promise<LabMoment> {
  const { artefact: name, strength, beside, over, before } = parseInput(schema, json, where);
  const { subject } = present;
  if (subject.kind === 'measurement' || displayUnitOf(subject) !== 'HU') {
    throw new InputError(`${where}: artefacts need a phantom with CT numbers, which ${subject.name} is not`);
  }
  const base = await pairFromPatch(over, present, `${where}.over`);
  if (base.subject !== subject) throw new InputError(`${where}.over: must be a scan of the same phantom`);
  const artefact = ARTEFACTS.find((of) => of.name === name)!;
  if (beside === 'iterated' && !isIterated(name)) {
    throw new InputError(`${where}.beside: no iterative method helps with ${name}`);
  }
  return {
    before: before ? await pairFromPatch(before, base, `${where}.before`) : base,
    shown: { artefact, base: base.experiment, strength },
    scans: scansBeside(artefact, base.experiment, subject, strength),
    beside,
  };
}

/** What stands beside an artefact. */
export function scansBeside(
  artefact: Artefact,
  base: Experiment,
  subject: Subject,
  strength: number,
): LabMoment['scans'] {
  const { undisturbed, cured, iterated } = artefactScans(base, artefact, strength);
  const pairOf = (json: unknown) => ({ experiment: resolveExperiment(parseExperimentInput(json), subject), subject });
  return {
    undisturbed: pairOf(undisturbed),
    cured: pairOf(cured),
    iterated: iterated === null ? null : pairOf(iterated),
  };
}
