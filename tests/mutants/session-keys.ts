import type { Mutant } from './mutant.ts';

const SESSION = 'src/experiment/session.ts';
const SCANNER = 'src/experiment/physical-scanner.ts';
const LAW = { tests: ['tests/laws/all-pairs.test.ts'], only: 'gives what a fresh session gives' };

const leftOut = (file: string, name: string, text: string, replacement: string): Mutant => ({
  name: `${name} left out of the key`,
  file,
  text,
  replacement,
  ...LAW,
});

/** Inputs that are left out of the keys under which results are kept. */
export const SESSION_KEYS: readonly Mutant[] = [
  leftOut(
    SESSION,
    'a scan: the phantom',
    'JSON.stringify([subjectKey, experiment.scan])',
    'JSON.stringify([experiment.scan])',
  ),
  leftOut(
    SESSION,
    'a scan: the settings',
    'JSON.stringify([subjectKey, experiment.scan])',
    'JSON.stringify([subjectKey])',
  ),
  leftOut(SESSION, 'readings: the physics', '[scanKey, physics, experiment.seed]', '[scanKey, experiment.seed]'),
  leftOut(SESSION, 'readings: the seed', '[scanKey, physics, experiment.seed]', '[scanKey, physics]'),
  leftOut(SESSION, 'a grid: the pixels', 'JSON.stringify([pixels, pixelSizeMm])', 'JSON.stringify([pixelSizeMm])'),
  leftOut(SESSION, 'a grid: their size', 'JSON.stringify([pixels, pixelSizeMm])', 'JSON.stringify([pixels])'),
  leftOut(
    SESSION,
    'a corrected sinogram: the readings',
    '[readingKey, corrections, readsGrid && gridKey]',
    '[corrections, readsGrid && gridKey]',
  ),
  leftOut(
    SESSION,
    'a corrected sinogram: the corrections',
    '[readingKey, corrections, readsGrid && gridKey]',
    '[readingKey, readsGrid && gridKey]',
  ),
  leftOut(
    SESSION,
    'a corrected sinogram: the grid',
    '[readingKey, corrections, readsGrid && gridKey]',
    '[readingKey, corrections]',
  ),
  leftOut(
    SESSION,
    'filtered views: the sinogram',
    '[sinogramKey, rebin, filterName, cutoff, interpolation]',
    '[rebin, filterName, cutoff, interpolation]',
  ),
  leftOut(
    SESSION,
    'filtered views: rebinning',
    '[sinogramKey, rebin, filterName, cutoff, interpolation]',
    '[sinogramKey, filterName, cutoff, interpolation]',
  ),
  leftOut(
    SESSION,
    'filtered views: the filter',
    '[sinogramKey, rebin, filterName, cutoff, interpolation]',
    '[sinogramKey, rebin, cutoff, interpolation]',
  ),
  leftOut(
    SESSION,
    'filtered views: the cutoff',
    '[sinogramKey, rebin, filterName, cutoff, interpolation]',
    '[sinogramKey, rebin, filterName, interpolation]',
  ),
  leftOut(
    SESSION,
    'filtered views: the interpolation',
    '[sinogramKey, rebin, filterName, cutoff, interpolation]',
    '[sinogramKey, rebin, filterName, cutoff]',
  ),
  leftOut(
    SESSION,
    'a slice: the method',
    'JSON.stringify([method, filterKey, gridKey',
    'JSON.stringify([filterKey, gridKey',
  ),
  leftOut(
    SESSION,
    'a slice: the filtered views',
    'JSON.stringify([method, filterKey, gridKey',
    'JSON.stringify([method, gridKey',
  ),
  leftOut(
    SESSION,
    'a slice: the grid',
    'JSON.stringify([method, filterKey, gridKey',
    'JSON.stringify([method, filterKey',
  ),
  {
    ...leftOut(
      SESSION,
      'a slice: whether it was summed in steps',
      'backProjection : null, sum])',
      'backProjection : null])',
    ),
    only: 'played view by view',
  },
  leftOut(
    SESSION,
    'a truth: the phantom',
    '[subjectKey, gridKey, physics?.energyKeV, physics?.spectrum]',
    '[gridKey, physics?.energyKeV, physics?.spectrum]',
  ),
  leftOut(
    SESSION,
    'a truth: the grid',
    '[subjectKey, gridKey, physics?.energyKeV, physics?.spectrum]',
    '[subjectKey, physics?.energyKeV, physics?.spectrum]',
  ),
  leftOut(
    SESSION,
    'a truth: the energy',
    '[subjectKey, gridKey, physics?.energyKeV, physics?.spectrum]',
    '[subjectKey, gridKey, physics?.spectrum]',
  ),
  leftOut(
    SESSION,
    'a truth: the spectrum',
    '[subjectKey, gridKey, physics?.energyKeV, physics?.spectrum]',
    '[subjectKey, gridKey, physics?.energyKeV]',
  ),
  leftOut(SESSION, 'a difference: the slice', 'JSON.stringify([imageKey, truthKey])', 'JSON.stringify([truthKey])'),
  leftOut(SESSION, 'a difference: the truth', 'JSON.stringify([imageKey, truthKey])', 'JSON.stringify([imageKey])'),
  leftOut(
    SESSION,
    'a filter: the channels',
    '[scan.channels, scan.channelSpacingMm, window, cutoff]',
    '[scan.channelSpacingMm, window, cutoff]',
  ),
  leftOut(
    SESSION,
    'a filter: their spacing',
    '[scan.channels, scan.channelSpacingMm, window, cutoff]',
    '[scan.channels, window, cutoff]',
  ),
  leftOut(
    SESSION,
    'a filter: its window',
    '[scan.channels, scan.channelSpacingMm, window, cutoff]',
    '[scan.channels, scan.channelSpacingMm, cutoff]',
  ),
  leftOut(
    SESSION,
    'a filter: its cutoff',
    '[scan.channels, scan.channelSpacingMm, window, cutoff]',
    '[scan.channels, scan.channelSpacingMm, window]',
  ),
  leftOut(
    SCANNER,
    'a beam: the phantom',
    '[phantomKey, physics.energyKeV, physics.spectrum]',
    '[physics.energyKeV, physics.spectrum]',
  ),
  leftOut(
    SCANNER,
    'a beam: its energy',
    '[phantomKey, physics.energyKeV, physics.spectrum]',
    '[phantomKey, physics.spectrum]',
  ),
  leftOut(
    SCANNER,
    'a beam: its spectrum',
    '[phantomKey, physics.energyKeV, physics.spectrum]',
    '[phantomKey, physics.energyKeV]',
  ),
  ...['scanKey', 'energyKeV', 'spectrum', 'focalSpotMm', 'channelAperture', 'detectorShift', 'motion'].map((input) => {
    const all = 'scanKey, energyKeV, spectrum, focalSpotMm, channelAperture, detectorShift, motion';
    const rest = all.split(', ').filter((name) => name !== input);
    return leftOut(SCANNER, `signals: ${input}`, `JSON.stringify([${all}])`, `JSON.stringify([${rest.join(', ')}])`);
  }),
];
