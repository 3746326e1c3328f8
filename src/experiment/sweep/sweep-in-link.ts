import { InputError } from '../../errors.ts';
import { shown } from '../../validation.ts';
import { parseExperimentInput } from '../experiment-schema.ts';
import { besidesPart, experimentPart, MAX_LINK_CHARACTERS } from '../link.ts';
import { namedFilesOf } from '../named-files-of.ts';
import { parseSweep } from './sweep.ts';

/** What a link carries of a sweep beside the experiment that the sweep begins with. */
export const SWEEP_IN_LINK = 'sweep';

/**
 * The part of an address, from `#` on, that holds a sweep: its experiment as every link has one, as it was written, and the
 * rest besides.
 *
 * @param json a sweep as its file says it
 * @throws InputError where it is no sweep, needs files, or is too long for an address
 */
export function sweepHash(json: unknown): string {
  parseSweep(json);
  const { experiment = {}, $schema: _, ...sweep } = json as Readonly<Record<string, unknown>>;
  const [file] = namedFilesOf(parseExperimentInput(experiment, 'experiment'));
  if (file !== undefined) {
    throw new InputError(`A link cannot contain ${file}; save the sweep file and send both instead`);
  }
  const hash = `${experimentPart(experiment)}${besidesPart({ [SWEEP_IN_LINK]: sweep })}`;
  if (hash.length > MAX_LINK_CHARACTERS) {
    throw new InputError('This sweep is too long for a link; save it as a file instead');
  }
  return hash;
}

/**
 * A sweep as its file would say it, from a link.
 *
 * @param json what the link carries besides
 * @param experiment the link's own, as it was written
 * @param where said before the path
 * @throws InputError naming the path of what is wrong
 */
export function sweepFromLink(json: unknown, experiment: unknown, where: string): object {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new InputError(`${where}: must be an object, got ${shown(json)}`);
  }
  if ('experiment' in json) throw new InputError(`${where}: experiment: stands at the beginning of the link`);
  const [file] = namedFilesOf(parseExperimentInput(experiment, `${where}: experiment`));
  if (file !== undefined) throw new InputError(`${where}: needs ${file}, which a link cannot contain`);
  const sweep = { experiment, ...json };
  parseSweep(sweep, where);
  return sweep;
}
