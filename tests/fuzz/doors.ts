import { isDeepStrictEqual } from 'node:util';
import { experimentFromRoles } from '../../src/app/files/array-roles.ts';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { guessRoles } from '../../src/app/files/role-guesses.ts';
import { InputError } from '../../src/errors.ts';
import { type Experiment, experimentJson, resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { jsonFromHash } from '../../src/experiment/link.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import { parseHeadlessArguments } from '../../src/headless/arguments.ts';
import { parseBenchArguments } from '../../src/headless/bench-arguments.ts';
import { parseJson } from '../../src/json-text.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { npyBytes } from '../support/npy.ts';
import { bringBehindLink } from './behind-links.ts';
import type { Choices } from './choices.ts';
import type { Door } from './door.ts';
import { extremeExperiment } from './extreme-experiments.ts';
import { mutatedBytes } from './mutate-bytes.ts';
import { type Json, jsonText, mutatedJson } from './mutate-json.ts';
import { planSizes } from './plan-sizes.ts';
import { mutatedFiles, READER_DOORS } from './reader-doors.ts';
import { READER_FILES } from './reader-files.ts';
import { COMMAND_LINES, DICOMS, EXPERIMENTS, EXPERIMENTS_OF_VERSION_2, NPYS, PHANTOMS } from './samples.ts';
import { bringSweep } from './sweeps.ts';

const MISSING = (name: string) => new InputError(`${name}: there is no such file`);

const readable: Readonly<Record<string, Uint8Array>> = {
  'sino.npy': NPYS[0]!,
  'angles.npy': NPYS[1]!,
  'slice.npy': NPYS[0]!,
  'white.npy': npyBytes(new Float32Array(16).fill(2), [16]),
  'dark.npy': npyBytes(new Float32Array(32), [2, 16]),
  'slice.dcm': DICOMS[0]!,
};

async function readSample(name: string): Promise<Uint8Array> {
  if (!Object.hasOwn(readable, name)) throw MISSING(name);
  return readable[name]!;
}

/** From parsed JSON to the sizes of everything that would be made. */
async function openExperiment(json: unknown, where: string): Promise<void> {
  const input = parseExperimentInput(json, where);
  const subject = await loadSubject(input, readSample);
  const resolved = resolveExperiment(input, subject);
  mustReadWhatItWrites(resolved, subject);
  planSizes(resolved, subject);
}

/** What is opened is written as the newest version, whatever it was, and has to open again as the same. */
function mustReadWhatItWrites(resolved: Experiment, subject: Subject): void {
  const written = JSON.stringify(experimentJson(resolved));
  let again: string;
  try {
    again = JSON.stringify(experimentJson(resolveExperiment(parseExperimentInput(JSON.parse(written)), subject)));
  } catch (error) {
    throw new Error(`what was written is refused: ${(error as Error).message}`);
  }
  if (!isDeepStrictEqual(JSON.parse(again), JSON.parse(written))) {
    throw new Error(`what was written opens as something else: ${written} became ${again}`);
  }
}

const experiment = (choices: Choices) =>
  mutatedJson(choices.of([...EXPERIMENTS, ...EXPERIMENTS_OF_VERSION_2]), choices);
const phantom = (choices: Choices) => mutatedJson(choices.of(PHANTOMS), choices);

export const DOORS: readonly Door[] = [
  {
    name: 'experiment',
    bring: (choices) => {
      const text = jsonText(experiment(choices), choices);
      return () => openExperiment(parseJson(text, 'a.json'), 'a.json');
    },
  },
  {
    name: 'extreme',
    bring: (choices) => {
      const json = extremeExperiment(choices);
      return () => openExperiment(json, 'a.json');
    },
  },
  {
    name: 'phantom',
    bring: (choices) => {
      const text = jsonText(phantom(choices), choices);
      return () => shapePhantom(parsePhantomFile(parseJson(text, 'a.json'), 'a.json'));
    },
  },
  {
    name: 'link',
    bring: (choices) => {
      const json = jsonText(choices.chance(0.5) ? experiment(choices) : { phantom: phantom(choices) }, choices);
      const digits = Buffer.from(json).toString('base64url');
      const at = choices.below(digits.length);
      const hash = choices.of([
        ...Array.from({ length: 6 }, () => `#experiment=${digits}`),
        `#experiment=${digits.slice(0, at)}`,
        `#experiment=${digits.slice(0, at)}${choices.text()}${digits.slice(at)}`,
        `#experiment=${digits}${choices.of(['.', ')', '&utm_source=a', '%0A', '=3D', ' '])}`,
        `#${choices.text()}`,
        `#experiment=${'%25'.repeat(choices.below(20_000))}${digits}`,
        `#experiment=${'e'.repeat(choices.below(70_000))}`,
      ]);
      return () => {
        const found = jsonFromHash(hash);
        return found === null ? null : openExperiment(found, 'This link');
      };
    },
  },
  { name: 'behind a link', bring: bringBehindLink },
  { name: 'sweep', bring: bringSweep },
  {
    name: 'measurement',
    bring: (choices) => {
      const files = { ...readable };
      for (let left = choices.few(); left > 0; left--) files[choices.of(Object.keys(files))] = oddArray(choices);
      const json = choices.of(EXPERIMENTS.slice(5));
      const given = choices.chance(0.5) ? mutatedJson(json, choices) : json;
      return async () => {
        const input = parseExperimentInput(given, 'a.json');
        const subject = await loadSubject(input, async (name) => {
          if (!Object.hasOwn(files, name)) throw MISSING(name);
          return files[name]!;
        });
        planSizes(resolveExperiment(input, subject), subject);
      };
    },
  },
  {
    name: 'files dropped together',
    bring: (choices) => {
      const files = Array.from({ length: choices.few() }, (_, i) =>
        mutatedFiles(choices.of(READER_FILES), choices).map(({ name, source }) => ({
          // Some by the names that they call each other by.
          name: choices.chance(0.7) ? `${choices.text()}${i}` : name,
          source,
        })),
      ).flat();
      const answers = {
        spacingMm: choices.chance(0.8) ? 1 : choices.number(),
        offset: choices.chance(0.8) ? 0 : choices.number(),
        arcDeg: choices.of([180, 360, choices.number()]),
        kind: choices.of(['line-integrals', 'transmission', 'arbitrary'] as const),
        white: choices.number(),
        dark: choices.number(),
        scale: choices.of([1, choices.number()]),
        transpose: choices.chance(0.5),
        angleUnit: choices.of(['degrees', 'radians'] as const),
        imageValues: choices.of(['arbitrary', 'hounsfield', 'relative-to-water'] as const),
      };
      return async () => {
        const opened = await recogniseFiles(files);
        if (opened.kind === 'arrays') experimentFromRoles(opened.arrays, guessRoles(opened.arrays), answers);
      };
    },
  },
  {
    name: 'command line',
    bring: (choices) => {
      const words = [...choices.of(COMMAND_LINES)];
      for (let left = choices.few(); left > 0; left--) {
        const at = choices.below(words.length + 1);
        words.splice(at, choices.below(2), choices.chance(0.5) ? `--${choices.text()}` : choices.text());
      }
      return () => (words[0] === 'bench' ? parseBenchArguments(words.slice(1), 4) : parseHeadlessArguments(words));
    },
  },
  ...READER_DOORS,
];

/** An array whose shape or values fit nothing. */
function oddArray(choices: Choices): Uint8Array {
  if (choices.chance(0.3)) return mutatedBytes(choices.of(NPYS), choices);
  const shape = Array.from({ length: choices.of([1, 2, 2, 2, 3]) }, () => choices.of([1, 2, 16, 24, 100]));
  const count = shape.reduce((product, length) => product * length, 1);
  const scale = choices.number();
  const values = Float32Array.from({ length: count }, () =>
    choices.chance(0.01) ? choices.number() : scale * choices.below(100),
  );
  return npyBytes(values, shape);
}

export type { Json };
