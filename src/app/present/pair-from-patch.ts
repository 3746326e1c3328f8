import { InputError } from '../../errors.ts';
import { experimentJson, resolveExperiment } from '../../experiment/experiment.ts';
import { patched } from '../../experiment/experiment-patch.ts';
import { parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { MeasurementReference } from '../../experiment/measurement-schema.ts';
import { namedFilesOf } from '../../experiment/named-files-of.ts';
import { loadSubject } from '../../experiment/subject.ts';
import { asInFiles } from '../../experiment/taken-readings.ts';
import { isAlike, type PresentPair } from './moment.ts';

/**
 * The experiment that a patch of a link's makes of it, and what it is about: the same subject where that is the same.
 *
 * @param where said before the path
 * @throws InputError (rejects) naming the path of what is wrong
 */
export async function pairFromPatch(patch: unknown, present: PresentPair, where: string): Promise<PresentPair> {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    throw new InputError(`${where}: must be an object`);
  }
  const input = parseExperimentInput(patched(experimentJson(present.experiment), patch), where);
  const { phantom, measurement } = present.experiment;
  const filesOf = (reference: MeasurementReference | undefined) => reference && asInFiles(reference);
  const isSame = isAlike(input.phantom, phantom) && isAlike(filesOf(input.measurement), filesOf(measurement));
  if (isSame) return { experiment: resolveExperiment(input, present.subject), subject: present.subject };
  const [file] = namedFilesOf(input);
  if (file !== undefined) throw new InputError(`${where}: needs ${file}, which a link cannot contain`);
  const subject = await loadSubject(input, () => Promise.reject(new InputError(`${where}: needs a file`)));
  return { experiment: resolveExperiment(input, subject), subject };
}
