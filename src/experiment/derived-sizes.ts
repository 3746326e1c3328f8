import { InputError } from '../errors.ts';
import { squareGrid } from '../geometry/grid.ts';
import { detectorRowsIn, geometryNamed, type Scan, weightedScan, withMoreChannels } from '../geometry/scan.ts';
import { type DerivedSize, mustFit, SCAN_LIMITS } from '../geometry/scan-limits.ts';
import { METHODS } from '../methods/registry.ts';
import { rebinnedSizes } from '../reconstruction/rebin-to-parallel.ts';
import { mustRefine } from '../reconstruction/refine-views.ts';
import { lengtheningOf } from './correction-list.ts';
import { LIMITS } from './limits.ts';
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
 * | readings, views × detector rows × channels | this list |
 * | voxels, pixels × pixels × slices | this list |
 * | path lengths of each material under a beam | this list |
 * | voxels of each material of a volume under a beam, and of metal and what is bridged of it | voxels |
 * | views, channels and readings of a rebinned fan, extended or not | this list, and `planRebin` again |
 * | readings of a cone whose detector stands to one side, as long to the other | this list |
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
  const rows = detectorRowsIn(scan);
  const readings = scan.views * rows * scan.channels;
  if (readings > SCAN_LIMITS.readings) {
    const perView = rows === 1 ? `${scan.channels} channels` : `${rows} rows × ${scan.channels} channels`;
    throw new InputError(
      `scan: ${scan.views} views × ${perView} are ${readings} readings, but at most ${SCAN_LIMITS.readings} are possible`,
    );
  }
  const { pixels, slices = 1 } = experiment.reconstruction.grid;
  const voxels = pixels * pixels * slices;
  if (voxels > LIMITS.voxels) {
    throw new InputError(
      `reconstruction.grid: ${pixels} × ${pixels} pixels × ${slices} slices are ${voxels} voxels, but at most ${LIMITS.voxels} are possible`,
    );
  }
  if (hasBeam(experiment.acquisition)) mustFit(acquisitionPath, pathLengths(subject, readings));
  const { reconstruction } = experiment;
  const { takesFilteredViews, needsParallelRays } = METHODS.get(reconstruction.method);
  const { makesVolumes } = geometryNamed(scan.geometry);
  const channels = takesFilteredViews && makesVolumes ? mustBeWeighted(scanOf(), scan.views * rows) : scan.channels;
  if (takesFilteredViews && reconstruction.interpolation === 'smooth') mustRefine(scan.views * rows, channels);
  const rebins = needsParallelRays || ('rebin' in reconstruction && reconstruction.rebin);
  if (rebins && geometryNamed(scan.geometry).rebinning) mustRebin(experiment, subject, scanOf);
}

/** The channels of weighted views, which may be longer than what was measured. */
function mustBeWeighted(scan: Scan, views: number): number {
  const { channels } = weightedScan(scan);
  const what = 'readings of a detector that is as long to its short side as to the other';
  mustFit('scan.offset', [{ what, count: views * channels, most: SCAN_LIMITS.readings }]);
  return channels;
}

function pathLengths(subject: Subject, readings: number): DerivedSize[] {
  const fillings = subject.kind === 'shapes' ? subject.shapes : subject.kind === 'solids' ? subject.solids : null;
  const materials = fillings ? new Set(fillings.map(({ material = 'water' }) => material)).size : 2;
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
    const { before, after } = lengthening.channels(
      scan,
      squareGrid(pixels, pixelSizeMm),
      subject.kind === 'measurement',
    );
    scan = withMoreChannels(scan, before, after);
  }
  mustFit('reconstruction.rebin', rebinnedSizes(scan));
}
