import type { Mutant } from './mutant.ts';

const STAGES = 'src/experiment/stages';
/** A fresh session is as wrong as any other here; but then two experiments that differ in this alone give the same. */
const LAW = { tests: ['tests/laws/all-pairs.test.ts'], only: 'no two of the experiments' };

const unread = (stage: string, file: string, what: string, text: string, replacement: string): Mutant => ({
  name: `${stage}: ${what} not read`,
  file: `${STAGES}/${file}`,
  text,
  replacement,
  ...LAW,
});

const OPTICS = 'optics: opticsOf(physics),';
const optics = (what: string, value: string) =>
  unread('signals', 'physics.ts', what, OPTICS, `optics: opticsOf({ ...physics, ${what}: ${value} }),`);

const PHYSICS = 'pixelModel: modelOfPixels(given), physics, seed:';
const reading = (what: string, value: string) =>
  unread(
    'reading',
    'reading.ts',
    what,
    PHYSICS,
    `pixelModel: modelOfPixels(given), physics: physics && { ...physics, ${what}: ${value} }, seed:`,
  );

const SCAN = 'reads: ({ experiment: { scan, measurement } }) => ({ scan, measurement }),';
const scan = (what: string, value: string) =>
  unread(
    'scan',
    'subject-and-scan.ts',
    what,
    SCAN,
    `reads: ({ experiment: { scan, measurement } }) => ({ scan: { ...scan, ${what}: ${value} }, measurement }),`,
  );

/** Stages that do not read what they should. */
export const STAGE_READS: readonly Mutant[] = [
  optics('focalSpotMm', '0'),
  optics('channelAperture', '0'),
  optics('detectorShift', '0'),
  optics('motion', "{ ...physics.motion, kind: 'none' }"),
  unread(
    'sinogram of a detector row',
    'reading.ts',
    'the row next to the middle',
    'sinogramCut(views, rows, scan.channels, rows >> 1)',
    'sinogramCut(views, rows, scan.channels, 0)',
  ),
  reading('electronicNoise', '0'),
  reading('crosstalk', '0'),
  reading('deadChannels', '[]'),
  reading('gainDrift', '0'),
  reading('scatterToPrimary', '0'),
  unread('reading', 'reading.ts', 'the seed', 'seed: physics && given.experiment.seed', 'seed: physics && 1'),
  unread('beam', 'physics.ts', 'the energy', 'return {\n      energyKeV,', 'return {\n      energyKeV: 60,'),
  unread('beam', 'physics.ts', 'that it goes through pixels', 'isInPixels: isInPixels(given),', 'isInPixels: false,'),
  unread(
    'reading',
    'reading.ts',
    'that it is of pixels',
    'pixelModel: modelOfPixels(given), physics',
    'pixelModel: null, physics',
  ),
  unread(
    'reading',
    'reading.ts',
    'the model that pixels are scanned by',
    'pixelModel: modelOfPixels(given), physics',
    "pixelModel: modelOfPixels(given) && 'joseph', physics",
  ),
  unread(
    'scan',
    'subject-and-scan.ts',
    'which views are taken',
    SCAN,
    'reads: ({ experiment: { scan } }) => ({ scan }),',
  ),
  scan('startDeg', '0'),
  scan('offset', '0'),
  {
    name: 'gridrec: the interpolation not read',
    file: 'src/methods/gridrec/spec.ts',
    text: "reads: ['filter', 'cutoff', 'interpolation'],",
    replacement: "reads: ['filter', 'cutoff'],",
    ...LAW,
  },
  unread('preparation', 'views.ts', 'the cutoff', 'cutoff: reconstruction.cutoff }', 'cutoff: 1 }'),
  unread('correction', 'corrected.ts', 'the photons', 'photons: physics?.photons', 'photons: undefined'),
];
