import { InputError } from '../errors.ts';
import { squareGrid } from '../geometry/grid.ts';
import { geometryNamed, type Scan, withMoreChannels } from '../geometry/scan.ts';
import { type DerivedSize, mustFit, SCAN_LIMITS } from '../geometry/scan-limits.ts';
import { METHODS } from '../methods/registry.ts';
import { rebinnedSizes } from '../reconstruction/rebin-to-parallel.ts';
import { mustRefine } from '../reconstruction/refine-views.ts';
import { lengtheningOf } from './correction-list.ts';
import { hasBeam } from './physics-of.ts';
import type { Experiment } from './settings.ts';
import type { Subject } from './subject.ts';

/** The part of an experiment that sizes follow from. */
export type SizedExperiment = Pick<Experiment, 'scan' | 'acquisition' | 'corrections' | 'reconstruction'>;

/** Path lengths of all materials and the signals behind them, held at the same time: 2 GiB of float32. */
const MOST_PATH_LENGTHS = 2 ** 29;

/**
 * Refuses an experiment that would come to too much on its way, before anything of it is made. Everything that follows
 * from an experiment and can be larger than what it asks for stands here, by the key that asks for it:
 *
 * | what | bounded by |
 * | --- | --- |
 * | readings, views × channels | this list |
 * | path lengths of each material under a beam | this list |
 * | views, channels and readings of a rebinned fan, extended or not | this list, and `planRebin` again |
 * | readings at half the spacing (`reconstruction.interpolation`) | this list, and `refinedScan` again for fans that are rebinned and views that are extended |
 * | views and channels of a scan that is completed from the views opposite | `planCompletion`, which completes by less |
 * | channels of views that a correction carries on beyond the detector | this list, and `planExtension`, which extends by less |
 * | padded transforms, twice the channels and offset at the most, to the next power of two | channels and offset |
 * | gridrec's grid, four times the pixels' side at the most | pixels |
 * | rasters, differences and images of metal | pixels |
 * | convex parts of polygons | `shapePhantom` |
 * | pixels and readings of files | the readers in `src/files`, `loadSubject` |
 * | scans of a phantom that moves | views |
 *
 * @param scanOf the scan that it describes, asked for only where it is needed
 * @param acquisitionPath what the acquisition is called in the experiment's version
 * @throws InputError naming the key and the size
 */
export function mustHaveRoom(
  experiment: SizedExperiment,
  subject: Subject,
  scanOf: () => Scan,
  acquisitionPath = 'acquisition',
): void {
  const { scan } = experiment;
  const readings = scan.views * scan.channels;
  if (readings > SCAN_LIMITS.readings) {
    throw new InputError(
      `scan: ${scan.views} views × ${scan.channels} channels are ${readings} readings, and at most ${SCAN_LIMITS.readings} are possible`,
    );
  }
  if (hasBeam(experiment.acquisition)) mustFit(acquisitionPath, pathLengths(subject, readings));
  const { reconstruction } = experiment;
  const { takesFilteredViews, needsParallelRays } = METHODS.get(reconstruction.method);
  if (takesFilteredViews && reconstruction.interpolation === 'smooth') mustRefine(scan.views, scan.channels);
  const rebins = needsParallelRays || ('rebin' in reconstruction && reconstruction.rebin);
  if (rebins && geometryNamed(scan.geometry).rebinning) mustRebin(experiment, subject, scanOf);
}

function pathLengths(subject: Subject, readings: number): DerivedSize[] {
  const materials =
    subject.kind === 'shapes' ? new Set(subject.shapes.map(({ material }) => material ?? 'water')).size : 2;
  return [
    {
      what: `path lengths and signals, ${readings} readings of ${materials} materials`,
      count: readings * (materials + 2),
      most: MOST_PATH_LENGTHS,
    },
  ];
}

function mustRebin({ reconstruction, corrections }: SizedExperiment, subject: Subject, scanOf: () => Scan): void {
  const hasOwnAngles = subject.kind === 'measurement' && subject.anglesDeg !== null;
  // Where views stand anywhere, how many parallel ones they come to is for the plan to say.
  if (hasOwnAngles) return;
  const { pixels, pixelSizeMm } = reconstruction.grid;
  let scan = scanOf();
  const lengthening = lengtheningOf(corrections);
  if (lengthening) {
    const { before, after } = lengthening.channels(scan, squareGrid(pixels, pixelSizeMm));
    scan = withMoreChannels(scan, before, after);
  }
  mustFit('reconstruction.rebin', rebinnedSizes(scan));
}
