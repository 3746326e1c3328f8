import { GEOMETRIES } from '../geometry/registry.ts';
import type { OwnScanNumber } from '../geometry/scan.ts';
import { type NumberField, numberSchema } from '../number-field.ts';
import { isNumberSetting } from '../spec-settings.ts';
import { LIMITS } from './limits.ts';

const views = { ...LIMITS.views, isWhole: true } as const;
const angle = { least: -LIMITS.arcDeg.most, most: LIMITS.arcDeg.most, unit: '°' } as const;
const fraction = { least: 0, most: 1 } as const;
const length = {
  ...LIMITS.lengthMm,
  unit: 'mm',
  turned: { least: 0.01, most: 20, scale: 'logarithmic', step: 0.01 },
} as const;

/** Counted from 0. */
function placeAmong(count: number) {
  return { least: 0, most: count - 1, isWhole: true } as const;
}

const ofGeometries = GEOMETRIES.all.flatMap(({ settings }) =>
  Object.entries(settings.own).flatMap(([key, setting]) =>
    isNumberSetting(setting) ? [[key, setting as NumberField] as const] : [],
  ),
);

/** The numbers of single geometries, by their keys in `scan`. */
export const OWN_SCAN_NUMBERS = [...new Set(ofGeometries.map(([key]) => key))] as readonly OwnScanNumber[];

const ofScans = Object.fromEntries(ofGeometries.map(([key, field]) => [`scan.${key}`, field])) as Readonly<
  Record<`scan.${OwnScanNumber}`, NumberField>
>;

/**
 * Every number of an experiment by its path. The schema's bounds, the panel's controls and the table of
 * docs/experiment.md are made from it.
 */
export const NUMBER_FIELDS = {
  ...ofScans,
  'measurement.everyNthView': {
    label: 'Every nth view',
    least: 1,
    most: LIMITS.views.most,
    isWhole: true,
    turned: { most: 64, scale: 'logarithmic' },
  },
  'measurement.firstView': { label: 'First view', ...placeAmong(LIMITS.views.most) },
  'measurement.lastView': { label: 'Last view', ...placeAmong(LIMITS.views.most) },
  'measurement.firstChannel': { label: 'First channel', ...placeAmong(LIMITS.channels.most) },
  'measurement.lastChannel': { label: 'Last channel', ...placeAmong(LIMITS.channels.most) },
  'measurement.binChannels': { label: 'Bin channels', least: 1, most: 64, isWhole: true, turned: { most: 16 } },
  'measurement.binRows': { label: 'Bin rows', least: 1, most: 64, isWhole: true, turned: { most: 16 } },
  'scan.views': { label: 'Projections', ...views, turned: { sliderMost: 1440, scale: 'logarithmic' } },
  'scan.arcDeg': { label: 'Arc', ...angle, turned: { least: -360, most: 360, step: 1 } },
  'scan.startDeg': { label: 'Start angle', ...angle, turned: { least: -180, most: 180, step: 1 } },
  'scan.channels': {
    label: 'Channels',
    ...LIMITS.channels,
    isWhole: true,
    turned: { sliderMost: 2048, scale: 'logarithmic' },
  },
  'scan.channelSpacingMm': { label: 'Spacing', ...length },
  'scan.offset': {
    label: 'Offset',
    least: -LIMITS.channels.most,
    most: LIMITS.channels.most,
    unit: 'ch',
    turned: { least: -2000, most: 2000, step: 0.25 },
  },
  'acquisition.beam.energyKeV': { label: 'Energy', least: 10, most: 150, unit: 'keV', turned: { step: 1 } },
  'acquisition.beam.voltageKV': { label: 'Tube voltage', least: 40, most: 150, unit: 'kV' },
  'acquisition.beam.filtrationMmAluminium': {
    label: 'Filtration',
    least: 0,
    most: 50,
    unit: 'mm Al',
    turned: { sliderMost: 20, step: 0.5 },
  },
  'acquisition.beam.filtrationMmCopper': { label: 'Filtration', least: 0, most: 5, unit: 'mm Cu' },
  'acquisition.noise.photons': {
    label: 'Photons',
    least: 1,
    most: 1e9,
    turned: { least: 100, most: 1e8, sliderMost: 1e7, scale: 'logarithmic', isWhole: true },
  },
  'acquisition.noise.electronicNoise': {
    label: 'Electronic noise',
    least: 0,
    most: 1e6,
    unit: 'photons',
    turned: { most: 1000, sliderMost: 100, step: 1 },
  },
  'acquisition.focalSpotMm': {
    label: 'Focal spot',
    least: 0,
    most: 20,
    unit: 'mm',
    turned: { sliderMost: 5, step: 0.1 },
  },
  'acquisition.channelAperture': { label: 'Aperture', ...fraction, unit: 'ch', turned: { step: 0.05 } },
  'acquisition.crosstalk': {
    label: 'Crosstalk',
    ...fraction,
    turned: { isPercent: true, sliderMost: 0.2, step: 0.005 },
  },
  'acquisition.gainDrift': {
    label: 'Gain drift',
    ...fraction,
    turned: { isPercent: true, sliderMost: 0.05, step: 0.001 },
  },
  'acquisition.scatterToPrimary': {
    label: 'Scatter',
    least: 0,
    most: 10,
    unit: '× primary',
    turned: { sliderMost: 2, step: 0.05 },
  },
  'acquisition.detectorShift': { label: 'Detector shift', least: -1000, most: 1000, unit: 'ch' },
  'acquisition.motion.amplitudeMm': {
    label: 'Amplitude',
    least: 0,
    most: 100,
    unit: 'mm',
    turned: { sliderMost: 30, step: 0.5 },
  },
  'acquisition.motion.directionDeg': {
    label: 'Direction',
    ...angle,
    turned: { least: -360, most: 360, step: 5 },
  },
  'acquisition.motion.at': { label: 'Time in scan', ...fraction, turned: { step: 0.01 } },
  'acquisition.motion.cycles': {
    label: 'Breaths',
    least: 0,
    most: 100,
    unit: 'per scan',
    turned: { sliderMost: 10, step: 0.25 },
  },
  'reconstruction.cutoff': { label: 'Cutoff', least: 0.01, most: 1, turned: { step: 0.01 } },
  'reconstruction.grid.pixels': {
    label: 'Grid',
    ...LIMITS.pixels,
    isWhole: true,
    unit: 'px',
    turned: { sliderMost: 1024, scale: 'logarithmic' },
  },
  'reconstruction.grid.pixelSizeMm': { label: 'Pixel size', ...length },
  'reconstruction.grid.slices': {
    label: 'Slices',
    ...LIMITS.slices,
    isWhole: true,
    turned: { sliderMost: 512, scale: 'logarithmic' },
  },
  'reconstruction.grid.sliceSpacingMm': { label: 'Slice spacing', ...length },
  'reconstruction.grid.centreZMm': {
    label: 'Middle at z',
    least: -LIMITS.distanceMm.most,
    most: LIMITS.distanceMm.most,
    unit: 'mm',
    turned: { least: -500, most: 500, step: 0.5 },
  },
  'display.width': { label: 'Window', least: 1e-6, most: 1e6 },
  'display.level': { label: 'Level', least: -1e6, most: 1e6 },
  seed: { label: 'Seed', least: 0, most: 2 ** 32 - 1, isWhole: true },
} as const satisfies Readonly<Record<string, NumberField>>;

export type NumberPath = keyof typeof NUMBER_FIELDS;

/** The schema of the number at a path. */
export function numberAt(path: NumberPath) {
  return numberSchema(NUMBER_FIELDS[path]);
}
