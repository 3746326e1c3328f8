import { excerpt, InputError } from '../errors.ts';
import type { Toolbox } from '../experiment/scripts/script.ts';
import { TOOLBOXES } from '../experiment/scripts/toolboxes.ts';
import { readCommandWords } from './command-words.ts';
import { WRITTEN_FORMATS, type WrittenFormat } from './write-arrays.ts';

export const USAGE =
  'Usage: npm run headless -- EXPERIMENT.json --out DIR [--backend auto|cpu|gpu] [--formats LIST] [--protocol] [--script astra|tigre|cil] [--geometry FILE] [--allow-outside]';

export const BACKENDS = ['auto', 'cpu', 'gpu'] as const;
export type BackendChoice = (typeof BACKENDS)[number];

export interface HeadlessArguments {
  readonly experimentFile: string;
  readonly outFolder: string;
  readonly backend: BackendChoice;
  /** What arrays are written as; `null` where that was left open. */
  readonly formats: readonly WrittenFormat[] | null;
  /** Whether files that the experiment names may lie outside of its folder. */
  readonly allowsOutside: boolean;
  /** Whether the phantom is measured by the protocol that it is made for. */
  readonly asksProtocol: boolean;
  /** What a script is to be written for, which makes the same slice of the same readings; `null` for none. */
  readonly script: Toolbox | null;
  /** A file that says how the measurement was set up, as the experiment would name it; `null` for none. */
  readonly geometryFile: string | null;
}

/** Reads the command line. Throws an InputError with one sentence. */
export function parseHeadlessArguments(args: readonly string[]): HeadlessArguments {
  const { values, switches, positionals } = readCommandWords(
    args,
    ['out', 'backend', 'formats', 'script', 'geometry'],
    ['allow-outside', 'protocol'],
    USAGE,
  );
  const [experimentFile, ...rest] = positionals;
  if (!experimentFile) throw new InputError(`No experiment file was given. ${USAGE}`);
  if (rest.length > 0)
    throw new InputError(`Only one experiment can run at a time, also got ${excerpt(rest.join(', '), 80)}. ${USAGE}`);
  if (!values.out) throw new InputError(`--out: the output folder is missing. ${USAGE}`);
  const backend = BACKENDS.find((choice) => choice === (values.backend ?? 'auto'));
  if (!backend)
    throw new InputError(`--backend: must be one of ${BACKENDS.join(', ')}, got ${excerpt(values.backend!, 60)}`);
  const script = values.script === undefined ? null : TOOLBOXES.find(values.script);
  if (script === undefined) {
    throw new InputError(`--script: must be one of ${TOOLBOXES.names.join(', ')}, got ${excerpt(values.script!, 60)}`);
  }
  const { 'allow-outside': allowsOutside, protocol: asksProtocol } = switches;
  const formats = values.formats === undefined ? null : parseFormats(values.formats);
  const { geometry: geometryFile = null } = values;
  return { experimentFile, outFolder: values.out, backend, formats, allowsOutside, asksProtocol, script, geometryFile };
}

function parseFormats(list: string): WrittenFormat[] {
  const names = new Set(list.split(',').map((name) => name.trim()));
  return [...names].map((name) => {
    const format = WRITTEN_FORMATS.find((known) => known === name);
    if (format) return format;
    throw new InputError(
      `--formats: must be some of ${WRITTEN_FORMATS.join(', ')}, with commas in between, got ${excerpt(name, 60)}`,
    );
  });
}
