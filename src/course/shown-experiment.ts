import { artefactScans } from '../experiment/artefact-scans.ts';
import { ARTEFACTS } from '../experiment/artefacts.ts';
import { experimentJson, resolveExperiment } from '../experiment/experiment.ts';
import { type ExperimentPatch, patchBetween, patched } from '../experiment/experiment-patch.ts';
import { parseExperimentInput } from '../experiment/experiment-schema.ts';
import { inVolume } from '../experiment/in-volume.ts';
import { inRadiograph } from '../experiment/radiograph-of.ts';
import { showingScan } from '../experiment/showing-scan.ts';
import { loadSubject } from '../experiment/subject.ts';
import type { ShownExperiment, ShownTerm } from './glossary-term.ts';

/** Strong enough to be seen at once. */
const STRENGTH = 0.7;
const USUAL_PHANTOM = 'shepp-logan-1974';
/** As the page shows it where an address says nothing. */
const START: ExperimentPatch = { reconstruction: { interpolation: 'smooth' } };
/** Workplaces that have a scan of their own of whatever phantom there is. */
const FITTED = { volume: inVolume, radiograph: inRadiograph } as const;

/** What a link has of it. */
export interface LinkedExample {
  readonly experiment: ExperimentPatch;
  readonly workplace: string | null;
  readonly besides: Readonly<Record<string, unknown>> | null;
}

/**
 * The experiment that shows a term, and what stands behind it in a link.
 *
 * @throws InputError (rejects) naming what is wrong with it
 */
export function exampleOf(shown: Exclude<ShownTerm, { readonly kind: 'dialog' }>): Promise<LinkedExample> {
  return shown.kind === 'artefact' ? withArtefact(shown.artefact) : withExperiment(shown.shown);
}

async function withExperiment({ experiment, fitted, workplace, besides }: ShownExperiment): Promise<LinkedExample> {
  const written = patched(START, experiment) as ExperimentPatch;
  const inItsWay = FITTED[workplace as keyof typeof FITTED];
  if (!inItsWay) return { experiment: written, workplace, besides };
  const pair = await resolved(written);
  const inSpace = inItsWay(pair.experiment, pair.subject);
  if (!inSpace) throw new Error(`${pair.subject.name} cannot be scanned in the workplace ${workplace}`);
  return { experiment: patched(experimentJson(inSpace), fitted) as ExperimentPatch, workplace, besides };
}

/** The laboratory with an artefact in it, over what is usual of a phantom that shows it. */
async function withArtefact(name: string): Promise<LinkedExample> {
  const artefact = ARTEFACTS.find((one) => one.name === name);
  if (!artefact) throw new Error(`there is no artefact ${name}`);
  const { experiment, subject } = await resolved(patched(START, { phantom: artefact.phantom ?? USUAL_PHANTOM }));
  const base = showingScan({ ...experiment, display: { ...artefact.window } }, subject);
  const { disturbed: written } = artefactScans(base, artefact, STRENGTH);
  // With all that has become of it: the patch that leads back names each key.
  const disturbed = experimentJson(resolveExperiment(parseExperimentInput(written), subject));
  const over = patchBetween(disturbed, experimentJson(base));
  return {
    experiment: disturbed as ExperimentPatch,
    workplace: 'artefacts',
    besides: { artefacts: { artefact: name, strength: STRENGTH, over } },
  };
}

async function resolved(json: unknown) {
  const input = parseExperimentInput(json, 'glossary');
  const subject = await loadSubject(input, () => Promise.reject(new Error('a phantom of the library needs no file')));
  return { experiment: resolveExperiment(input, subject), subject };
}
