import { artefactScans } from '../../experiment/artefact-scans.ts';
import { ARTEFACTS, type ArtefactName } from '../../experiment/artefacts.ts';
import { type Experiment, resolveExperiment } from '../../experiment/experiment.ts';
import { parseExperimentInput } from '../../experiment/experiment-schema.ts';
import { showingScan } from '../../experiment/showing-scan.ts';
import type { Subject } from '../../experiment/subject.ts';

/** One scan with something wrong, and what it might be. */
export interface QuizQuestion {
  readonly artefact: ArtefactName;
  /** Of the library. */
  readonly phantom: string;
  /** Of the cause, more than 0, up to 1. */
  readonly strength: number;
  /** Of noise, and of gains. */
  readonly seed: number;
  /** The right one among them. */
  readonly options: readonly ArtefactName[];
}

/** Phantoms on which most artefacts show, for those that need none of their own. */
const PHANTOMS = ['shepp-logan-1974', 'forbild-head', 'thorax', 'ct-number-module'];
/** So many of a question's options are wrong. */
const WRONG = 3;
const LEAST_STRENGTH = 0.5;

/** What is mistaken for each other, since it looks alike or has the same cause. */
const ALIKE: readonly (readonly ArtefactName[])[] = [
  ['undersampling', 'limited-arc', 'motion', 'wrong-axis', 'metal', 'starvation'],
  ['beam-hardening', 'scatter', 'truncation', 'metal'],
  ['noise', 'starvation', 'undersampling'],
  ['rings', 'wrong-axis', 'truncation'],
  ['partial-volume', 'motion', 'noise', 'undersampling'],
];

/**
 * Another question: never the artefact of the last one, nor an artefact on the same phantom as any of the last few.
 *
 * @param random numbers from 0 up to 1, the next one at every call
 * @param asked before, the last one last
 */
export function nextQuestion(random: () => number, asked: readonly QuizQuestion[]): QuizQuestion {
  const last = asked.at(-1)?.artefact;
  const recent = asked.slice(-ARTEFACTS.length);
  const pairs = ARTEFACTS.filter(({ name }) => name !== last).flatMap(({ name, phantom }) =>
    (phantom === undefined ? PHANTOMS : [phantom]).map((on) => ({ artefact: name, phantom: on })),
  );
  const fresh = pairs.filter(({ artefact, phantom }) =>
    recent.every((one) => one.artefact !== artefact || one.phantom !== phantom),
  );
  // An artefact with many phantoms comes no more often than one with a phantom of its own.
  const names = [...new Set((fresh.length > 0 ? fresh : pairs).map(({ artefact }) => artefact))];
  const artefact = pick(names, random);
  const { phantom } = pick(
    (fresh.length > 0 ? fresh : pairs).filter((pair) => pair.artefact === artefact),
    random,
  );
  const strength = LEAST_STRENGTH + (1 - LEAST_STRENGTH) * random();
  return {
    ...{ artefact, phantom, strength: Math.round(20 * strength) / 20 },
    seed: 1 + Math.floor(random() * 2 ** 31),
    options: shuffled([artefact, ...wrongOptions(artefact, random)], random),
  };
}

/** The scan of a question with its artefact, and without it. @param subject its phantom */
export function questionScans(
  { artefact: name, phantom, strength, seed }: QuizQuestion,
  subject: Subject,
): { readonly disturbed: Experiment; readonly undisturbed: Experiment } {
  const artefact = ARTEFACTS.find((one) => one.name === name)!;
  const given = resolveExperiment(parseExperimentInput({ version: 2, phantom, seed }), subject);
  const scans = artefactScans(showingScan(given, subject), artefact, strength);
  const resolved = (json: unknown) => ({
    ...resolveExperiment(parseExperimentInput(json), subject),
    display: { ...artefact.window },
  });
  return { disturbed: resolved(scans.disturbed), undisturbed: resolved(scans.undisturbed) };
}

/** Alike ones first: what nobody would confuse with it teaches nothing. */
function wrongOptions(artefact: ArtefactName, random: () => number): readonly ArtefactName[] {
  const alike = new Set(ALIKE.filter((group) => group.includes(artefact)).flat());
  alike.delete(artefact);
  const others = ARTEFACTS.map(({ name }) => name).filter((name) => name !== artefact && !alike.has(name));
  return [...shuffled([...alike], random), ...shuffled(others, random)].slice(0, WRONG);
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.min(items.length - 1, Math.floor(random() * items.length))]!;
}

/** Fisher and Yates. */
function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.min(i, Math.floor(random() * (i + 1)));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
