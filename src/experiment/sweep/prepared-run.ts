import { InputError } from '../../errors.ts';
import { doseEstimate } from '../dose-estimate.ts';
import { type Experiment, experimentJson, resolveExperiment } from '../experiment.ts';
import { type ExperimentInput, parseExperimentInput } from '../experiment-schema.ts';
import { photonsOf } from '../physics-of.ts';
import type { Subject } from '../subject.ts';
import { experimentJsonOf, type Sweep, type SweepRun } from './sweep.ts';

/** A run's experiment, checked, with what it is about. */
export interface PreparedRun {
  readonly run: SweepRun;
  readonly experiment: Experiment;
  readonly subject: Subject;
}

/** Digits of a number of photons that was worked out for a dose. */
const PHOTON_DIGITS = 9;

/**
 * Makes the experiments of a sweep, each through the one door. What experiments are about is loaded once for each, so that
 * a session knows it again.
 */
export class RunPreparation {
  readonly #sweep: Sweep;
  readonly #where: string;
  readonly #load: (input: ExperimentInput) => Promise<Subject>;
  readonly #subjects = new Map<string, Promise<Subject>>();
  #baseDose: Promise<Dose> | null = null;

  /**
   * @param where said before what is wrong, for example the sweep's file
   * @param load what an experiment is about
   */
  constructor(sweep: Sweep, where: string, load: (input: ExperimentInput) => Promise<Subject>) {
    this.#sweep = sweep;
    this.#where = where;
    this.#load = load;
  }

  /** @throws InputError (rejects) naming the point and what is wrong with its experiment */
  async prepare(run: SweepRun): Promise<PreparedRun> {
    const where = [this.#where, `at ${this.#sweep.points[run.point]!.label}`].filter(Boolean).join(': ');
    const json = experimentJsonOf(this.#sweep, run);
    const prepared = await this.#resolved(json, where);
    return { run, ...(this.#sweep.isAtEqualDose ? await this.#atBaseDose(json, prepared, where) : prepared) };
  }

  async #resolved(json: unknown, where: string): Promise<Omit<PreparedRun, 'run'>> {
    const input = parseExperimentInput(json, where);
    try {
      const subject = await this.#subjectOf(input);
      return { subject, experiment: resolveExperiment(input, subject) };
    } catch (error) {
      throw error instanceof InputError ? new InputError(`${where}: ${error.message}`) : error;
    }
  }

  #subjectOf(input: ExperimentInput): Promise<Subject> {
    const { phantom, measurement, scan } = input;
    const key = JSON.stringify([phantom, measurement, measurement && scan.geometry]);
    let subject = this.#subjects.get(key);
    if (!subject) {
      // The last one is still wanted by whoever is running it.
      const [oldest] = this.#subjects.keys();
      if (this.#subjects.size > 1) this.#subjects.delete(oldest!);
      subject = this.#load(input);
      this.#subjects.set(key, subject);
    }
    return subject;
  }

  /** With as many photons as give the dose of the experiment that the knobs turn: noise at equal dose is what is compared. */
  async #atBaseDose(json: unknown, prepared: Omit<PreparedRun, 'run'>, where: string) {
    this.#baseDose ??= this.#doseOfBase();
    const [wanted, dose] = [await this.#baseDose, doseOf(prepared, where)];
    if (wanted.unit !== dose.unit) {
      throw new InputError(`${where}: equalDose compares the dose of tubes, or photons, but not one with the other`);
    }
    const photons = photonsOf(prepared.experiment.acquisition)! * (wanted.amount / dose.amount);
    const { acquisition } = json as { readonly acquisition?: { readonly noise?: object } };
    const noise = { ...acquisition?.noise, photons: Number(photons.toPrecision(PHOTON_DIGITS)) };
    return this.#resolved({ ...(json as object), acquisition: { ...acquisition, noise } }, where);
  }

  async #doseOfBase(): Promise<Dose> {
    const where = [this.#where, 'experiment'].filter(Boolean).join(': ');
    return doseOf(await this.#resolved({ version: 2, ...(this.#sweep.base as object) }, where), where);
  }
}

interface Dose {
  readonly amount: number;
  readonly unit: 'mGy' | 'photons';
}

/** Of a tube in mGy, otherwise in photons; either grows with the photons of a channel. */
function doseOf({ experiment, subject }: Omit<PreparedRun, 'run'>, where: string): Dose {
  const dose = doseEstimate(experiment, subject);
  if (!dose) throw new InputError(`${where}: equalDose needs an experiment that counts photons (acquisition.noise)`);
  return dose.ctdiVolMGy === null
    ? { amount: dose.relative, unit: 'photons' }
    : { amount: dose.ctdiVolMGy, unit: 'mGy' };
}

/** What of an experiment its scan depends on, so that runs of one scan can follow each other. */
export function scanKey({ experiment }: Pick<PreparedRun, 'experiment'>): string {
  const { reconstruction: _, display: __, corrections: ___, ...scanned } = experiment;
  return JSON.stringify(scanned);
}

/**
 * The text that is the same for the same result alone: all of the experiment but how it is shown, and what is measured.
 *
 * @param files what tells one version of each file that the experiment names from another
 */
export function resultKeyText(
  { experiment }: Pick<PreparedRun, 'experiment'>,
  measures: unknown,
  files: Readonly<Record<string, string>>,
): string {
  return JSON.stringify(sorted({ experiment: experimentJson(experiment), measures, files }));
}

/** Keys in one order, whatever the order in which files and defaults give them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
