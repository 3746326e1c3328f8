import { type ExperimentInput, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import { jsonFromHash } from '../../experiment/link.ts';
import { fetchedPart } from '../../fetched-part.ts';
import type { KeptWithAddress } from './page-address.ts';

/** What links, and what was open before a reload, are called in sentences. */
const LINK = 'This link';
const BEFORE_RELOAD = 'The experiment that was open here';

/** Of the course: a lesson, with or without a step, or a list of slides. It says nothing of an experiment. */
const COURSE_LINK = /^#(lesson|lecture)=/;

/** A short link to a step of a lesson. */
const LESSON_LINK = /^#lesson=([a-z0-9-]+(?:\/[a-z0-9-]+)?)/;

/** Where an experiment comes from that an address stands for: what that is called, and what it has behind the experiment. */
export interface AddressOrigin {
  readonly from: string;
  readonly behind: string;
}

/** Of an address that says nothing. */
export const BARE: AddressOrigin = { from: LINK, behind: '' };

/** Whether an address leads into the course. */
export function leadsIntoCourse(hash: string): boolean {
  return COURSE_LINK.test(hash);
}

/** Whether what is called this in sentences came from an address. */
export function isOfAddress(from: string): boolean {
  return [LINK, BEFORE_RELOAD].includes(from);
}

/**
 * The experiment that an address's hash holds, or that was kept with the address; `null` where neither is there.
 *
 * @param beforeReload an experiment that no hash can hold
 * @throws InputError (rejects) naming what is wrong
 */
export async function experimentInAddress(
  hash: string,
  beforeReload: KeptWithAddress | null,
): Promise<(AddressOrigin & { readonly input: ExperimentInput }) | null> {
  const lesson = LESSON_LINK.exec(hash)?.[1];
  const step = lesson === undefined ? null : await linkedStep(lesson);
  const inLink = step ? step.json : jsonFromHash(hash);
  if (inLink !== null) return { input: parseExperimentInput(inLink, LINK), behind: step?.behind ?? hash, from: LINK };
  if (beforeReload === null) return null;
  const { json, behind = '' } = beforeReload;
  return { input: parseExperimentInput(json, BEFORE_RELOAD), behind, from: BEFORE_RELOAD };
}

async function linkedStep(named: string) {
  const { linkedStep: stepOf } = await fetchedPart(() => import('../workplaces/learn/lesson-link.ts'));
  return stepOf(named);
}
