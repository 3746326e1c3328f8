import type { ImageGrid } from '../../geometry/grid.ts';
import { WATER_MU_PER_MM } from '../../phantom/attenuation.ts';

/** What a figure is taken from. */
export interface FigureRun {
  readonly image: Float32Array;
  readonly grid: ImageGrid;
  /** Compared with the phantom averaged over each pixel. */
  readonly rmse: number;
  /** The phantom averaged over each pixel, where it is known. */
  readonly truth: Float32Array | null;
}

/** Runs an experiment, given as JSON. */
export type RunExperiment = (experiment: unknown) => Promise<FigureRun>;

/** A table as the documents have it. */
export interface FigureTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly FigureRow[];
}

export interface FigureRow {
  readonly name: string;
  readonly cells: readonly FigureCell[];
}

export interface FigureCell {
  /** Of the largest grid that it takes. */
  readonly pixels: number;
  of(run: RunExperiment): Promise<string>;
}

const FIELD_MM = 256;
const PHANTOM = 'shepp-logan-modified';
/** Photons of the noisy water: some 30 HU of noise, the water of the library being 200 mm wide. */
const PHOTONS = 1e6;

interface Size {
  readonly pixels: number;
  readonly views: number;
}

const PARALLEL_SIZES: readonly Size[] = [
  { pixels: 256, views: 180 },
  { pixels: 256, views: 360 },
  { pixels: 512, views: 720 },
];
const GRIDREC_SIZES: readonly Size[] = [
  { pixels: 256, views: 360 },
  { pixels: 512, views: 720 },
  { pixels: 1024, views: 1440 },
];
const FAN: Size = { pixels: 256, views: 720 };

/** Parallel rays over half a turn, 23/16·N channels as wide as pixels, Ram-Lak. */
function parallelHead({ pixels, views }: Size, reconstruction: object): unknown {
  const pixelSizeMm = FIELD_MM / pixels;
  return {
    phantom: PHANTOM,
    scan: { views, channels: (pixels * 23) / 16, channelSpacingMm: pixelSizeMm },
    reconstruction: { pixels, pixelSizeMm, ...reconstruction },
  };
}

/** A fan over a whole turn, its channels as wide at the axis as pixels. */
function fanHead(detector: string, offset: number, reconstruction: object): unknown {
  const { pixels, views } = FAN;
  const pixelSizeMm = FIELD_MM / pixels;
  const machine = { sourceToIsocenterMm: 570, sourceToDetectorMm: 1040 };
  return {
    phantom: PHANTOM,
    scan: {
      geometry: 'fan',
      detector,
      ...machine,
      views,
      channels: (pixels * 23) / 16,
      channelSpacingMm: (pixelSizeMm * machine.sourceToDetectorMm) / machine.sourceToIsocenterMm,
      offset,
    },
    reconstruction: { pixels, pixelSizeMm, ...reconstruction },
  };
}

const rmseOf = (size: Size, experiment: unknown, digits = 5): FigureCell => ({
  pixels: size.pixels,
  of: async (run) => (await run(experiment)).rmse.toFixed(digits),
});

/** The mean between the ventricles, where the head is 0.2 and nothing else. */
const middleOf = (size: Size, experiment: unknown): FigureCell => ({
  pixels: size.pixels,
  of: async (run) => {
    const { image, grid } = await run(experiment);
    const [halfWidth, halfHeight] = [0.03 * (FIELD_MM / 2), 0.045 * (FIELD_MM / 2)];
    return meanWithin(image, grid, (x, y) => Math.abs(x) < halfWidth && Math.abs(y) < halfHeight).toFixed(4);
  },
});

/** RMS of the difference between two slices over the RMS of the first. */
const differenceOf = (size: Size, experiment: unknown, other: unknown): FigureCell => ({
  pixels: size.pixels,
  of: async (run) => {
    const [first, second] = [(await run(experiment)).image, (await run(other)).image];
    return `${(100 * (rms(first, second) / rms(first))).toFixed(2)} %`;
  },
});

/** Standard deviation, in the middle half of water, of a noisy slice less the same without noise, in HU. */
const noiseOf = (reconstruction: object): FigureCell => ({
  pixels: 256,
  of: async (run) => {
    const water = (photons: object) => ({
      phantom: 'water-disk',
      scan: { views: 360, channels: 368, channelSpacingMm: 1 },
      physics: photons,
      reconstruction: { pixels: 256, pixelSizeMm: 1, ...reconstruction },
    });
    const noisy = await run(water({ photons: PHOTONS }));
    const { image: clean } = await run(water({}));
    const noise = noisy.image.map((value, i) => (1000 * (value - clean[i]!)) / WATER_MU_PER_MM);
    const inside = (x: number, y: number) => Math.hypot(x, y) < 50;
    const mean = meanWithin(noise, noisy.grid, inside);
    const squares = noise.map((value) => (value - mean) ** 2);
    return Math.sqrt(meanWithin(squares, noisy.grid, inside)).toFixed(1);
  },
});

const WAYS = [
  ['FBP, smooth', { interpolation: 'smooth' }],
  ['FBP, linear', { interpolation: 'linear' }],
  ['gridrec, smooth', { method: 'gridrec', interpolation: 'smooth' }],
  ['gridrec, linear', { method: 'gridrec', interpolation: 'linear' }],
] as const;

const FAN_WAYS = [
  ['FBP, smooth', { interpolation: 'smooth' }],
  ['FBP, linear', { interpolation: 'linear' }],
  ['rebinned, FBP, smooth', { rebin: true, interpolation: 'smooth' }],
  ['rebinned, FBP, linear', { rebin: true, interpolation: 'linear' }],
  ['rebinned, gridrec, smooth', { method: 'gridrec', interpolation: 'smooth' }],
  ['rebinned, gridrec, linear', { method: 'gridrec', interpolation: 'linear' }],
] as const;

/**
 * Every figure of how exact slices are that the documents quote, as the tables of docs/accuracy.md. All of them come from
 * experiments that anybody can write: the command prints what a person would find.
 */
export const ACCURACY_TABLES: readonly FigureTable[] = [
  {
    title: 'Parallel rays',
    head: ['', ...PARALLEL_SIZES.flatMap(({ pixels, views }) => [`${pixels}², ${views} views`, 'middle'])],
    rows: WAYS.map(([name, reconstruction]) => ({
      name,
      cells: PARALLEL_SIZES.flatMap((size) => {
        const experiment = parallelHead(size, reconstruction);
        return [rmseOf(size, experiment), middleOf(size, experiment)];
      }),
    })),
  },
  {
    title: 'A fan',
    head: ['', 'arc', 'arc, a quarter of a channel off', 'flat', 'flat, a quarter of a channel off'],
    rows: FAN_WAYS.map(([name, reconstruction]) => ({
      name,
      cells: ['arc', 'flat'].flatMap((detector) =>
        [0, 0.25].map((offset) => rmseOf(FAN, fanHead(detector, offset, reconstruction), 4)),
      ),
    })),
  },
  {
    title: 'Gridrec beside FBP',
    head: ['', ...GRIDREC_SIZES.map(({ pixels, views }) => `${pixels}², ${views} views`)],
    rows: (['linear', 'smooth'] as const).map((interpolation) => ({
      name: interpolation,
      cells: GRIDREC_SIZES.map((size) =>
        differenceOf(
          size,
          parallelHead(size, { interpolation }),
          parallelHead(size, { method: 'gridrec', interpolation }),
        ),
      ),
    })),
  },
  {
    title: 'Noise',
    head: ['', 'Ram-Lak', 'Hann'],
    rows: WAYS.map(([name, reconstruction]) => ({
      name,
      cells: ['ram-lak', 'hann'].map((filter) => noiseOf({ ...reconstruction, filter })),
    })),
  },
];

/** A line of a table, empty where nothing was asked for. */
export function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Runs each experiment once, however many figures are taken from it. */
export function runningOnce(run: RunExperiment): RunExperiment {
  const done = new Map<string, Promise<FigureRun>>();
  return (experiment) => {
    const key = JSON.stringify(experiment);
    const found = done.get(key) ?? run(experiment);
    done.set(key, found);
    return found;
  };
}

function meanWithin(
  image: Float32Array,
  { rows, columns, pixelSizeMm }: ImageGrid,
  isInside: (x: number, y: number) => boolean,
): number {
  let sum = 0;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = (column - (columns - 1) / 2) * pixelSizeMm;
      if (!isInside(x, ((rows - 1) / 2 - row) * pixelSizeMm)) continue;
      sum += image[row * columns + column]!;
      count++;
    }
  }
  return sum / count;
}

function rms(values: Float32Array, less?: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - (less?.[i] ?? 0)) ** 2;
  return Math.sqrt(sum / values.length);
}
