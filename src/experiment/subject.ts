import { InputError } from '../errors.ts';
import { fetchedPart } from '../fetched-part.ts';
import { geometryNamed, isMirroredByHalfTurn } from '../geometry/scan.ts';
import { loadLibraryPhantom, PHANTOM_NAMES } from '../phantom/library.ts';
import type { Phantom } from '../phantom/phantom.ts';
import { type PhantomFile, shapePhantom } from '../phantom/phantom-file.ts';
import type { SolidPhantom } from '../phantom/solids/solid.ts';
import { isSolidFile, type SolidFile, solidPhantom } from '../phantom/solids/solid-file.ts';
import { loadSolidPhantom, SOLID_ENTRIES } from '../phantom/solids/solid-library.ts';
import { shown } from '../validation.ts';
import { type ExperimentInput, isImageReference } from './experiment-schema.ts';
import { imageName } from './image-phantom-schema.ts';
import type { Measurement } from './measurement.ts';
import { measurementName } from './measurement-schema.ts';
import type { FileReader } from './named-files.ts';

/** A sentence with all the names of the library would be a page. */
const NAMES_TOLD = 12;

/** What an experiment is about: something to scan, or a finished scan. */
export type Subject = Phantom | SolidPhantom | Measurement;

const DEFAULT_PHANTOM = 'shepp-logan-1974';

/**
 * Loads what an experiment is about.
 *
 * @throws InputError (rejects) naming the key or the file that is wrong
 */
export async function loadSubject(input: ExperimentInput, readFile: FileReader): Promise<Subject> {
  if (input.measurement) {
    const geometry = geometryNamed(input.scan.geometry);
    const part = `${measurementName(input.measurement)}: the part that reads such files`;
    if (geometry.makesVolumes) {
      const { loadProjections } = await fetchedPart(() => import('./load-projections.ts'), part);
      return loadProjections(input.measurement, readFile, geometry);
    }
    const { loadMeasurement } = await fetchedPart(() => import('./load-measurement.ts'), part);
    return loadMeasurement(input.measurement, readFile, isMirroredByHalfTurn(geometry));
  }
  const phantom = input.phantom ?? DEFAULT_PHANTOM;
  if (typeof phantom === 'string') {
    const file = await loadLibraryPhantom(phantom);
    const solids = file ? undefined : await loadSolidPhantom(phantom);
    if (solids) return solidPhantom(solids, 'phantom');
    if (!file) {
      const names = [...PHANTOM_NAMES, ...SOLID_ENTRIES.map(({ name }) => name)];
      const first = names.slice(0, NAMES_TOLD).join(', ');
      throw new InputError(
        `phantom: there is no phantom named ${shown(phantom)}; the library has ${first} and ${names.length - NAMES_TOLD} more`,
      );
    }
    return shapePhantom(file, 'phantom');
  }
  if (isImageReference(phantom)) {
    const { loadImage } = await fetchedPart(
      () => import('./load-image.ts'),
      `${imageName(phantom)}: the part that reads such files`,
    );
    return loadImage(phantom, readFile);
  }
  if (isSolidFile(phantom)) return solidPhantom(phantom as SolidFile, 'phantom');
  return shapePhantom(phantom as PhantomFile, 'phantom');
}
