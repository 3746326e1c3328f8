import { InputError } from '../errors.ts';
import { fetchedPart } from '../fetched-part.ts';
import { geometryNamed, isMirroredByHalfTurn } from '../geometry/scan.ts';
import { loadLibraryPhantom, PHANTOM_NAMES } from '../phantom/library.ts';
import type { Phantom } from '../phantom/phantom.ts';
import { type PhantomFile, shapePhantom } from '../phantom/phantom-file.ts';
import { shown } from '../validation.ts';
import { type ExperimentInput, isImageReference } from './experiment-schema.ts';
import type { Measurement } from './measurement.ts';
import type { FileReader } from './named-files.ts';

/** What an experiment is about: something to scan, or a finished scan. */
export type Subject = Phantom | Measurement;

const DEFAULT_PHANTOM = 'shepp-logan-1974';

/**
 * Loads what an experiment is about.
 *
 * @throws InputError (rejects) naming the key or the file that is wrong
 */
export async function loadSubject(input: ExperimentInput, readFile: FileReader): Promise<Subject> {
  if (input.measurement) {
    const { sinogram } = input.measurement;
    const { loadMeasurement } = await fetchedPart(
      () => import('./load-measurement.ts'),
      `${sinogram}: what reads such files`,
    );
    return loadMeasurement(input.measurement, readFile, isMirroredByHalfTurn(geometryNamed(input.scan.geometry)));
  }
  const phantom = input.phantom ?? DEFAULT_PHANTOM;
  if (typeof phantom === 'string') {
    const file = await loadLibraryPhantom(phantom);
    if (!file) {
      throw new InputError(
        `phantom: there is no phantom named ${shown(phantom)}; the library has ${PHANTOM_NAMES.join(', ')}`,
      );
    }
    return shapePhantom(file, 'phantom');
  }
  if (isImageReference(phantom)) {
    const { loadImage } = await fetchedPart(() => import('./load-image.ts'), `${phantom.image}: what reads such files`);
    return loadImage(phantom, readFile);
  }
  return shapePhantom(phantom as PhantomFile, 'phantom');
}
