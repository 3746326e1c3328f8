import { EXTENSION_LIMITS, planExtension } from '../corrections/truncation/extend-views.ts';
import { InputError } from '../errors.ts';
import type { FanMachine } from '../geometry/fan/fan-scan.ts';
import { squareGrid } from '../geometry/image-grid.ts';
import { geometryNamed, type Scan } from '../geometry/scan.ts';
import { type DerivedSize, mustFit, SCAN_LIMITS } from '../geometry/scan-limits.ts';
import { METHODS } from '../methods/registry.ts';
import type { Interpolation } from '../operators/interpolation.ts';
import { rebinnedSizes } from '../reconstruction/rebin-to-parallel.ts';
import { mustRefine } from '../reconstruction/refine-views.ts';
import type { Subject } from './subject.ts';

/** The part of an experiment that sizes follow from. */
export interface SizedExperiment {
  readonly scan: Omit<FanMachine, 'detector' | 'sourceToIsocenterMm' | 'sourceToDetectorMm'> & {
    readonly [Key in 'detector' | 'sourceToIsocenterMm' | 'sourceToDetectorMm']?: FanMachine[Key] | undefined;
  } & {
    readonly geometry: 'parallel' | 'fan';
    readonly views: number;
    readonly arcDeg: number;
  };
  readonly physics?: object;
  readonly corrections?: { readonly truncation: boolean };
  readonly reconstruction: {
    readonly pixels: number;
    readonly pixelSizeMm: number;
    readonly method: string;
    readonly interpolation?: Interpolation | undefined;
    readonly rebin?: boolean | undefined;
  };
}

/** Path lengths of all materials and the signals behind them, held at the same time: 2 GiB of float32. */
const MOST_PATH_LENGTHS = 2 ** 29;

/**
 * Refuses an experiment that would come to too much on its way, before anything of it is made. Everything that follows
 * from an experiment and can be larger than what it asks for stands here, by the key that asks for it:
 *
 * | what | bounded by |
 * | --- | --- |
 * | readings, views × channels | this list |
 * | path lengths of each material under physics | this list |
 * | views, channels and readings of a rebinned fan, extended or not | this list, and `planRebin` again |
 * | readings at half the spacing (`reconstruction.interpolation`) | this list, and `refinedScan` again for fans that are rebinned and views that are extended |
 * | views and channels of a scan that is completed from the views opposite | `planCompletion`, which completes by less |
 * | channels of extended views (`corrections.truncation`) | `planExtension`, which extends by less |
 * | padded transforms, twice the channels and offset at the most, to the next power of two | channels and offset |
 * | gridrec's grid, four times the pixels' side at the most | pixels |
 * | rasters, differences and images of metal | pixels |
 * | convex parts of polygons | `shapePhantom` |
 * | pixels and readings of files | the readers in `src/files`, `loadSubject` |
 * | scans of a phantom that moves | views |
 *
 * @param scanOf the scan that it describes, asked for only where it is needed
 * @throws InputError naming the key and the size
 */
export function mustHaveRoom(experiment: SizedExperiment, subject: Subject, scanOf: () => Scan): void {
  const { scan } = experiment;
  const readings = scan.views * scan.channels;
  if (readings > SCAN_LIMITS.readings) {
    throw new InputError(
      `scan: ${scan.views} views × ${scan.channels} channels are ${readings} readings, and at most ${SCAN_LIMITS.readings} are possible`,
    );
  }
  if (experiment.physics) mustFit('physics', pathLengths(subject, readings));
  const { interpolation, method } = experiment.reconstruction;
  if (METHODS.get(method).takesFilteredViews && interpolation === 'smooth') mustRefine(scan.views, scan.channels);
  if (geometryNamed(scan.geometry).isDivergent && experiment.reconstruction.rebin)
    mustRebin(experiment, subject, scanOf);
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

function mustRebin(experiment: SizedExperiment, subject: Subject, scanOf: () => Scan): void {
  const hasOwnAngles = subject.kind === 'measurement' && subject.anglesDeg !== null;
  // Where views stand anywhere, how many parallel ones they come to is for the plan to say.
  if (hasOwnAngles) return;
  const { pixels, pixelSizeMm } = experiment.reconstruction;
  let machine = experiment.scan as FanMachine;
  if (experiment.corrections?.truncation) {
    const given = scanOf();
    const extension = planExtension(given, squareGrid(pixels, pixelSizeMm), 1, EXTENSION_LIMITS);
    const { before = 0, after = 0 } = extension ?? {};
    machine = {
      ...machine,
      channels: machine.channels + before + after,
      offset: machine.offset + (before - after) / 2,
    };
  }
  const arcRad = (experiment.scan.arcDeg * Math.PI) / 180;
  mustFit('reconstruction.rebin', rebinnedSizes(machine, experiment.scan.views, arcRad));
}
