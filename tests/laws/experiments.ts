// Small experiments that between them move every key, most of them by one thing alone from another one, so that a
// result kept under a key that lacks this thing is taken for the other's.

import { ctElements, tinyDicom } from '../files/tiny-dicom.ts';
import { npyBytes } from '../support/npy.ts';
import { randomArray, seededRandom } from '../support/random.ts';

type Json = Readonly<Record<string, unknown>>;

const VIEWS = 20;
const CHANNELS = 29;

/** Values relative to water: what single rays, filters and methods are tried on. */
const plastic = {
  version: 1,
  name: 'plastic',
  fieldSizeMm: 60,
  values: 'relative-to-water',
  composition: 'replace',
  shapes: [
    { type: 'ellipse', x: 2, y: -1, semiAxisX: 20, semiAxisY: 16, value: 1 },
    { type: 'rectangle', x: -6, y: 5, width: 8, height: 5, angleDeg: 20, value: 1.4 },
  ],
};

/** The same outline in a unit of its own. */
const abstract = { ...plastic, name: 'abstract', values: 'arbitrary' };

/** Materials: what tubes, detectors and corrections are tried on. */
const hip = {
  version: 1,
  name: 'hip',
  fieldSizeMm: 60,
  values: 'materials',
  composition: 'replace',
  shapes: [
    { type: 'ellipse', x: 2, y: -1, semiAxisX: 21, semiAxisY: 17, material: 'water' },
    { type: 'ellipse', x: 8, y: 4, semiAxisX: 5, semiAxisY: 4, material: 'cortical-bone' },
    { type: 'ellipse', x: -7, y: -4, semiAxisX: 3, semiAxisY: 3, material: 'iron' },
  ],
};

const parallel = { views: VIEWS, channels: CHANNELS, channelSpacingMm: 2 };
const fan = {
  geometry: 'fan',
  detector: 'arc',
  sourceToIsocenterMm: 90,
  sourceToDetectorMm: 150,
  views: VIEWS,
  channels: CHANNELS,
  channelSpacingMm: 3.4,
};
/** Narrower than the object. */
const narrow = { ...parallel, channels: 15 };
const slice = { pixels: 16, pixelSizeMm: 3.5 };

const plain = { phantom: plastic, scan: parallel, reconstruction: slice };
const fanned = { phantom: plastic, scan: fan, reconstruction: slice };
/** By a method that iterates, of version 2. */
const iterating = (settings: Json): Json => ({
  version: 2,
  ...{ phantom: plastic, scan: parallel },
  reconstruction: { method: 'sirt', grid: slice, ...settings },
});
const counted = { beam: { kind: 'monochromatic' }, noise: { photons: 3000 } };
const untilRest = {
  ...{ iterations: 6, start: 'fbp', isNonNegative: false, upperBound: 1.2 },
  ...{ relaxation: 0.5, stop: 'change', changeBelow: 0.05 },
};
const tube = {
  spectrum: { voltageKV: 120 },
  photons: 3000,
  electronicNoise: 5,
  gainDrift: 0.02,
  scatterToPrimary: 0.2,
};
const real = { phantom: hip, scan: parallel, reconstruction: slice, physics: tube };
const cone = { ...fan, geometry: 'cone', detector: 'flat', rows: 5, rowSpacingMm: 4 };
const coned = { version: 2, phantom: plastic, scan: cone, reconstruction: { grid: { pixels: 20, pixelSizeMm: 3 } } };
/** The same of materials, by a tube. */
const beamed = (faults: Json = {}) => ({
  ...{ ...coned, phantom: hip },
  acquisition: {
    beam: { kind: 'tube', voltageKV: 120 },
    noise: { photons: 3000, electronicNoise: 5 },
    ...{ gainDrift: 0.02, scatterToPrimary: 0.2, ...(faults as object) },
  },
});
const stack = { grid: { pixels: 20, pixelSizeMm: 3, slices: 3 } };
const helix = { ...cone, views: 40, arcDeg: 720, pitchMm: 6, startZMm: -6 };
const ball = {
  version: 1,
  name: 'ball and box',
  dimensions: 3,
  fieldSizeMm: 60,
  heightMm: 30,
  values: 'relative-to-water',
  composition: 'add',
  solids: [
    { type: 'sphere', x: 6, y: -4, z: 5, radius: 7, value: 1 },
    { type: 'box', x: -8, y: 5, z: -6, sizeX: 16, sizeY: 9, sizeZ: 8, value: 0.7 },
  ],
};
const swung = {
  geometry: 'tomosynthesis',
  ...{ sourceToIsocenterMm: 200, sourceToDetectorMm: 240, views: 9, channels: CHANNELS, channelSpacingMm: 2.5 },
  ...{ rows: 6, rowSpacingMm: 5 },
};
const upright = {
  ...{ geometry: 'parallel-rows', views: 13, channels: CHANNELS, channelSpacingMm: 2.5 },
  ...{ rows: 6, rowSpacingMm: 3 },
};
const side = { version: 2, phantom: ball, scan: upright, reconstruction: { grid: { pixels: 20, pixelSizeMm: 3 } } };
const focusing = { version: 2, phantom: ball, scan: swung, reconstruction: stack };
const focused = { ...real, scan: fan, physics: { energyKeV: 80, focalSpotMm: 2 } };
const moving = { kind: 'shift', amplitudeMm: 4, directionDeg: 30 };
const breathing = { kind: 'breathing', amplitudeMm: 3 };
const corrected = (corrections: Json, change: Json = {}) => ({ ...real, corrections, ...change });
const pictured = { phantom: { image: 'picture.npy', pixelSizeMm: 3 }, scan: parallel, reconstruction: slice };
const voxels = (given: Json) => ({ ...coned, phantom: { image: 'volume.npy', pixelSizeMm: 4, ...(given as object) } });
const measured = (measurement: Json, change: Json = {}) => ({
  measurement: { sinogram: 'line-integrals.npy', kind: 'line-integrals', ...measurement },
  scan: { channelSpacingMm: 2 },
  reconstruction: slice,
  ...change,
});

/** Some of its views, of version 2. */
const taken = (measurement: Json, change: Json = {}) => ({
  version: 2,
  ...measured(measurement, { reconstruction: { grid: slice }, ...(change as object) }),
});

/** Rows of a stack, each a slice. */
const inRows = (measurement: Json) => ({
  version: 2,
  measurement: { kind: 'arbitrary', ...(measurement as object) },
  scan: { geometry: 'parallel-rows', channelSpacingMm: 2 },
  reconstruction: { grid: slice },
});

/** Of a detector with several rows. */
const projected = (measurement: Json) => ({
  version: 2,
  measurement: { sinogram: 'projections.npy', ...measurement },
  scan: {
    ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 90, sourceToDetectorMm: 150 },
    ...{ channelSpacingMm: 3.4, rowSpacingMm: 4 },
  },
  reconstruction: stack,
});

/** By what they differ in, and by what each is about: the first of a family is what the others were made of. */
export const FAMILIES: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'parallel rays': {
    'parallel rays': plain,
    'from another angle': { ...plain, scan: { ...parallel, startDeg: 10 } },
    'over a turn': { ...plain, scan: { ...parallel, arcDeg: 360 }, display: { width: 300, level: 10 } },
    'fewer views': { ...plain, scan: { ...parallel, views: 18 }, display: { width: 500, level: 20 } },
    'wider channels, aside': {
      ...plain,
      scan: { ...parallel, channelSpacingMm: 2.25, offset: 0.75 },
      display: { width: 200, level: 30 },
    },
    aside: { ...plain, scan: { ...parallel, offset: 0.75 } },
    hann: { ...plain, reconstruction: { ...slice, filter: 'hann' } },
    'a lower cutoff': { ...plain, reconstruction: { ...slice, cutoff: 0.5 } },
    unfiltered: { ...plain, reconstruction: { ...slice, filter: 'none', interpolation: 'linear' } },
    smooth: { ...plain, reconstruction: { ...slice, interpolation: 'smooth' } },
    'more pixels': { ...plain, reconstruction: { ...slice, pixels: 17 } },
    'larger pixels': { ...plain, reconstruction: { ...slice, pixelSizeMm: 4 } },
    gridrec: { ...plain, reconstruction: { ...slice, method: 'gridrec' } },
    'scanned as pixels': { version: 2, ...plain, reconstruction: { grid: slice }, acquisition: { inverseCrime: true } },
    sirt: iterating({ iterations: 3 }),
    'sirt from FBP, between bounds, until it rests': iterating(untilRest),
    'sart, less and less readily': iterating({ method: 'sart', iterations: 2, relaxation: 0.8, decay: 0.9 }),
    'os-sart of a fan, by four subsets': {
      ...iterating({ method: 'os-sart', iterations: 3, subsets: 4, decay: 1, start: 'fbp' }),
      scan: fan,
    },
    'gradient without momentum, by counts': iterating({
      ...{ method: 'gradient', iterations: 4, momentum: 'none', weights: 'counts' },
      transpose: 'back-projection',
    }),
    'gradient of a fan': { ...iterating({ method: 'gradient', iterations: 5 }), scan: fan },
    'gradient of a fan, without momentum': {
      ...iterating({ method: 'gradient', iterations: 5, momentum: 'none' }),
      scan: fan,
    },
    'sirt by an unmatched pair': iterating({ iterations: 4, transpose: 'back-projection' }),
    'cgls, by counts': iterating({ method: 'cgls', iterations: 4, weights: 'counts' }),
    tikhonov: iterating({ method: 'tikhonov', iterations: 4, strength: 0.2 }),
    'tikhonov, stronger, distance-driven': iterating({
      ...{ method: 'tikhonov', iterations: 4, strength: 1, projector: 'distance-driven' },
    }),
    'sirt of its own pixels, distance-driven': {
      ...iterating({ iterations: 3, projector: 'distance-driven' }),
      acquisition: { inverseCrime: true },
    },
    'mlem from FBP': iterating({ method: 'mlem', iterations: 3, start: 'fbp' }),
    'osem of three subsets': iterating({ method: 'osem', iterations: 2, subsets: 3 }),
    'pwls by counts, of four subsets': iterating({
      ...{ method: 'pwls', iterations: 2, strength: 0.4, huberThreshold: 60, subsets: 4, momentum: 'nesterov' },
    }),
    'pwls of a fan, all readings alike': {
      ...iterating({ method: 'pwls', iterations: 4, strength: 0.02, huberThreshold: 5, subsets: 2, weights: 'none' }),
      scan: fan,
    },
    'pwls of a fan, a stronger prior': {
      ...iterating({ method: 'pwls', iterations: 3, momentum: 'nesterov' }),
      scan: fan,
    },
    'tv-pdhg, in agreement with the readings': iterating({
      ...{ method: 'tv-pdhg', iterations: 4, tvStrength: 15, dataTerm: 'equality' },
    }),
    'tv-pdhg of a fan, in agreement with the readings': {
      ...iterating({ method: 'tv-pdhg', iterations: 5, dataTerm: 'equality' }),
      scan: fan,
    },
    'tv-pdhg of a fan, by counts': {
      ...iterating({ method: 'tv-pdhg', iterations: 5, tvStrength: 1, weights: 'counts' }),
      scan: fan,
    },
    'tv-fista': iterating({ method: 'tv-fista', iterations: 3, tvStrength: 3, innerSteps: 5 }),
    'tv-fista of a fan, by counts': {
      ...iterating({ method: 'tv-fista', iterations: 2, tvStrength: 8, innerSteps: 12, weights: 'counts' }),
      scan: fan,
    },
    'asd-pocs of four subsets': iterating({
      ...{ method: 'asd-pocs', iterations: 3, subsets: 4, relaxation: 0.9, decay: 0.9 },
      ...{ descentSteps: 4, descentShare: 0.05, tolerance: 2 },
    }),
    'asd-pocs of a fan': {
      ...iterating({ method: 'asd-pocs', iterations: 4, descentSteps: 6, descentShare: 0.2, tolerance: 0.01 }),
      scan: fan,
    },
    'sirt of a fan, until the noise': {
      ...iterating({ ...untilRest, relaxation: 0.7, stop: 'discrepancy', discrepancy: 1.5, changeBelow: 0.01 }),
      ...{ scan: fan, acquisition: counted },
    },
    'sirt of a fan, nearer to the noise': {
      ...iterating({ ...untilRest, iterations: 5, relaxation: 0.7, stop: 'discrepancy', discrepancy: 0.5 }),
      ...{ scan: fan, acquisition: counted },
    },
    'gridrec, smooth': { ...plain, reconstruction: { ...slice, method: 'gridrec', interpolation: 'smooth' } },
    'gridrec, smooth, shepp-logan': {
      ...plain,
      reconstruction: { ...slice, method: 'gridrec', interpolation: 'smooth', filter: 'shepp-logan', cutoff: 0.8 },
    },
    'its own unit': { ...plain, phantom: abstract },
    'the library': {
      phantom: 'shepp-logan-modified',
      scan: { ...parallel, channelSpacingMm: 8 },
      reconstruction: { ...slice, pixelSizeMm: 14 },
    },
    'water of the library': {
      phantom: 'water-disk',
      scan: { ...parallel, channelSpacingMm: 8 },
      reconstruction: { ...slice, pixelSizeMm: 14 },
    },
    'a narrow detector': { ...plain, scan: narrow },
    'truncation corrected': { ...plain, scan: narrow, corrections: { truncation: true } },
    'truncation corrected, from another angle': {
      ...plain,
      scan: { ...narrow, startDeg: 10 },
      corrections: { truncation: true },
    },
    'truncation corrected, more pixels': {
      ...plain,
      scan: narrow,
      corrections: { truncation: true },
      reconstruction: { ...slice, pixels: 24 },
    },
  },
  'a fan': {
    'a fan': fanned,
    'a flat panel': { ...fanned, scan: { ...fan, detector: 'flat' } },
    'a nearer source': { ...fanned, scan: { ...fan, sourceToIsocenterMm: 85, offset: -0.25 } },
    'a nearer detector': { ...fanned, scan: { ...fan, detector: 'flat', sourceToDetectorMm: 140 } },
    'too short an arc': { ...fanned, scan: { ...fan, arcDeg: 170 } },
    rebinned: { ...fanned, reconstruction: { ...slice, rebin: true } },
    'rebinned and unfiltered': { ...fanned, reconstruction: { ...slice, rebin: true, filter: 'none' } },
    'rebinned from two turns': {
      ...fanned,
      scan: { ...fan, arcDeg: 720 },
      reconstruction: { ...slice, rebin: true },
    },
    'too short an arc, rebinned, cosine': {
      ...fanned,
      scan: { ...fan, arcDeg: 170, startDeg: 5 },
      reconstruction: { ...slice, rebin: true, filter: 'cosine' },
    },
    'a fan by gridrec, hamming': { ...fanned, reconstruction: { ...slice, method: 'gridrec', filter: 'hamming' } },
    'a fan aside': { ...fanned, scan: { ...fan, offset: -0.25 } },
    'a focal spot': focused,
    'a wider focal spot': { ...focused, physics: { energyKeV: 80, focalSpotMm: 3 } },
    'a focal spot and wide channels': { ...focused, physics: { energyKeV: 80, focalSpotMm: 3, channelAperture: 0.5 } },
  },
  'one energy': {
    'parallel rays at 70 keV': { ...plain, physics: { energyKeV: 70 } },
    'another energy': { ...plain, physics: { energyKeV: 80 } },
    'wide channels': { ...plain, physics: { energyKeV: 70, channelAperture: 1 } },
    'a shifted detector': { ...plain, physics: { energyKeV: 70, detectorShift: 1.5 } },
    'a shifted detector of wide channels': {
      ...plain,
      physics: { energyKeV: 70, channelAperture: 1, detectorShift: 1.5 },
    },
    'a shifted detector, its axis found': {
      ...plain,
      physics: { energyKeV: 70, detectorShift: 1.5 },
      corrections: { axis: true },
    },
    'a movement': { ...plain, physics: { motion: moving } },
    'a movement elsewhere': { ...plain, physics: { motion: { ...moving, directionDeg: 120 } } },
    'a smaller movement': { ...plain, physics: { motion: { ...moving, amplitudeMm: 2 } } },
    'an earlier movement': { ...plain, physics: { motion: { ...moving, at: 0.3 } } },
    'a movement before wide channels': { ...plain, physics: { energyKeV: 70, channelAperture: 1, motion: moving } },
    'a small movement in its own unit': {
      ...plain,
      phantom: abstract,
      physics: { motion: { ...moving, amplitudeMm: 2, at: 0.6 } },
    },
    breaths: { ...plain, physics: { motion: breathing } },
    'more breaths': { ...plain, physics: { motion: { ...breathing, cycles: 2.5 } } },
    'breaths of a picture': { ...pictured, physics: { motion: { ...breathing, cycles: 1.5 } } },
  },
  'a tube': {
    'a tube': real,
    'another voltage': { ...real, physics: { ...tube, spectrum: { voltageKV: 80 } } },
    'more aluminium': { ...real, physics: { ...tube, spectrum: { voltageKV: 120, filtrationMmAluminium: 9 } } },
    copper: { ...real, physics: { ...tube, spectrum: { voltageKV: 120, filtrationMmCopper: 0.3 } } },
    'another tube': {
      ...real,
      physics: { spectrum: { voltageKV: 90, filtrationMmAluminium: 3, filtrationMmCopper: 0.2 }, detectorShift: 0.5 },
    },
    'a tube before plastic': { ...real, phantom: plastic },
    'a tube before wide channels': { ...real, physics: { ...tube, channelAperture: 1 } },
  },
  'a detector': {
    'a tube': real,
    'another seed': { ...real, seed: 2 },
    'counted through pixels': {
      ...{ version: 2, phantom: hip, scan: parallel, reconstruction: { grid: slice } },
      acquisition: {
        ...{ inverseCrime: true, beam: { kind: 'tube', voltageKV: 120 } },
        noise: { photons: 3000, electronicNoise: 5 },
      },
    },
    'fewer photons': { ...real, physics: { ...tube, photons: 2500 } },
    'fewer photons, another seed': { ...real, seed: 3, physics: { ...tube, photons: 2500 } },
    'louder electronics': { ...real, physics: { ...tube, electronicNoise: 9 } },
    crosstalk: { ...real, physics: { ...tube, crosstalk: 0.2 } },
    'dead channels': { ...real, physics: { ...tube, deadChannels: [11, 12] } },
    'dead channels, crosstalk': { ...real, physics: { ...tube, deadChannels: [12], crosstalk: 0.1 } },
    'steadier gains': { ...real, physics: { ...tube, gainDrift: 0.01 } },
    'more scatter': { ...real, physics: { ...tube, scatterToPrimary: 0.4 } },
  },
  corrections: {
    'a tube': real,
    'water corrected': corrected({ water: true }),
    'rings corrected': corrected({ rings: true }),
    'rings corrected, another seed': corrected({ rings: true }, { seed: 2 }),
    'metal corrected': corrected({ metal: true }),
    'metal corrected, larger pixels': corrected({ metal: true }, { reconstruction: { ...slice, pixelSizeMm: 4 } }),
    'starvation corrected': corrected({ starvation: true }),
    'scatter corrected': corrected({ scatter: true }),
    'scatter, starvation and water corrected': corrected({ scatter: true, starvation: true, water: true }),
  },
  'a cone': {
    'a cone': coned,
    'a cone and several slices': { ...coned, reconstruction: stack },
    'a cone and thin slices, some way up': {
      ...coned,
      reconstruction: { ...stack, grid: { ...stack.grid, sliceSpacingMm: 1, centreZMm: 2 } },
    },
    'a cone and more slices': { ...coned, reconstruction: { ...stack, grid: { ...stack.grid, slices: 4 } } },
    'a cone onto a cylinder': { ...coned, scan: { ...cone, detector: 'arc' } },
    'a cone of narrow rows': { ...coned, scan: { ...cone, rowSpacingMm: 3 } },
    'a cone of other rows': { ...coned, scan: { ...cone, rows: 6 } },
    'a cone aside and low': { ...coned, scan: { ...cone, rowOffset: 0.75 } },
    'a cone upwards': {
      ...coned,
      scan: { ...cone, rows: 4, rowOffset: -0.5 },
      reconstruction: { grid: { ...stack.grid, sliceSpacingMm: 2, centreZMm: -3 }, missingCone: 'hu' },
    },
    'a cone with Hu’s term': { ...coned, reconstruction: { grid: { ...stack.grid, centreZMm: 4 }, missingCone: 'hu' } },
    'a cone without Hu’s term': { ...coned, reconstruction: { ...stack, missingCone: 'none', filter: 'hann' } },
    'a cone far aside': { ...coned, scan: { ...cone, offset: 9 }, reconstruction: stack },
    'a helix': { ...coned, scan: helix, reconstruction: stack },
    'a steeper helix': { ...coned, scan: { ...helix, pitchMm: 9, startZMm: -9 }, reconstruction: stack },
    'a helix between its turns': { ...coned, scan: helix, reconstruction: { ...stack, method: '180-li' } },
    'a helix between its turns, smooth, hann': {
      ...coned,
      scan: { ...helix, views: 60, arcDeg: -1080 },
      reconstruction: { ...stack, method: '180-li', interpolation: 'smooth', filter: 'hann', cutoff: 0.7 },
    },
    'a cone, smooth and unfiltered': {
      ...coned,
      reconstruction: { ...stack, interpolation: 'smooth', filter: 'none' },
    },
  },
  'a cone with a beam': {
    'a cone with a tube': beamed(),
    'a cone with a tube, another seed': { ...beamed(), seed: 2 },
    'a cone with more scatter': beamed({ scatterToPrimary: 0.5 }),
    'a cone with steady gains, focus and motion': beamed({
      gainDrift: 0,
      focalSpotMm: 2,
      motion: { kind: 'shift', amplitudeMm: 3 },
    }),
    'a cone with a tube, zingers corrected': { ...beamed(), corrections: [{ kind: 'zingers', threshold: 2 }] },
    'a cone with a tube, all stripes sorted away': {
      ...beamed(),
      corrections: [{ kind: 'rings', by: 'all', window: 9, sensitivity: 4, levels: 3, damping: 3 }],
    },
    'a cone with a tube, phase retrieved': {
      ...beamed(),
      corrections: [{ kind: 'phase', deltaOverBeta: 1e5, distanceMm: 50, energyKeV: 15 }],
    },
    'a cone with a tube, rings corrected': { ...beamed(), corrections: [{ kind: 'rings' }] },
    'a cone with a tube, scatter and water corrected, longer views': {
      ...beamed(),
      corrections: [{ kind: 'scatter' }, { kind: 'water' }, { kind: 'truncation' }],
    },
    'a helix with a tube': { ...beamed(), scan: helix },
    'a cone with a tube, metal corrected': { ...beamed(), corrections: [{ kind: 'metal' }], reconstruction: stack },
  },
  'slices side by side': {
    'several rows of parallel rays': side,
    'several rows by gridrec, smooth': {
      ...side,
      reconstruction: { ...side.reconstruction, method: 'gridrec', interpolation: 'smooth' },
    },
    'several rows, their slices between them': {
      ...side,
      scan: { ...upright, rowOffset: 0.5, rowSpacingMm: 4 },
      reconstruction: { grid: { pixels: 20, pixelSizeMm: 3, slices: 5, sliceSpacingMm: 3 }, interpolation: 'smooth' },
    },
    'several rows to one side, over a whole turn': { ...side, scan: { ...upright, arcDeg: 360, offset: 6 } },
    'several rows by iterations': {
      ...side,
      reconstruction: { ...side.reconstruction, method: 'sirt', iterations: 3 },
    },
    'several rows with a tube, their axis found': {
      ...beamed({ detectorShift: 1 }),
      scan: upright,
      corrections: [{ kind: 'rings' }, { kind: 'axis' }],
      reconstruction: side.reconstruction,
    },
  },
  tomosynthesis: {
    'a tomosynthesis scan': focusing,
    'a tomosynthesis scan, unfiltered': { ...focusing, reconstruction: { ...stack, filter: 'none' } },
    'an isocentric panel': { ...focusing, scan: { ...swung, panel: 'isocentric' } },
    'a shorter arc, aside': { ...focusing, scan: { ...swung, arcDeg: 30, rowOffset: 0.5, offset: 1 } },
    'shift and add': { ...focusing, reconstruction: { ...stack, method: 'shift-and-add' } },
    'shift and add, isocentric, more slices': {
      ...focusing,
      scan: { ...swung, panel: 'isocentric', rowSpacingMm: 4 },
      reconstruction: { method: 'shift-and-add', grid: { ...stack.grid, slices: 4, centreZMm: 1 } },
    },
  },
  pictures: {
    'a picture': pictured,
    'a picture of attenuation': {
      ...pictured,
      phantom: { image: 'picture.npy', pixelSizeMm: 2.5, values: 'attenuation-per-mm' },
    },
    'a picture relative to water': {
      ...pictured,
      phantom: { image: 'picture.npy', pixelSizeMm: 3, values: 'relative-to-water' },
    },
    'a picture before a tube': {
      ...pictured,
      phantom: { image: 'picture.npy', pixelSizeMm: 3, values: 'relative-to-water' },
      physics: tube,
    },
  },
  'volumes of voxels': {
    'a volume before a cone': voxels({}),
    'a volume before a cone with a tube': {
      ...voxels({ values: 'attenuation-per-mm' }),
      acquisition: beamed().acquisition,
    },
    'a volume of thin slices before a cone': voxels({ sliceSpacingMm: 2 }),
    'a volume of thick slices before a cone': voxels({ sliceSpacingMm: 5 }),
    'a series before a cone': { ...coned, phantom: { image: ['0.dcm', '1.dcm', '2.dcm'] } },
    'other slices of a series before a cone': { ...coned, phantom: { image: ['1.dcm', '2.dcm', '3.dcm'] } },
    'a volume’s middle slice': { ...pictured, phantom: { image: 'volume.npy', pixelSizeMm: 4 } },
    'a volume’s first slice': { ...pictured, phantom: { image: 'volume.npy', pixelSizeMm: 4, slice: 0 } },
    'a volume’s last slice': { ...pictured, phantom: { image: 'volume.npy', pixelSizeMm: 4, slice: 3 } },
  },
  projections: {
    projections: projected({ firstRow: 'lowest' }),
    'projections, the highest row first': projected({ firstRow: 'highest' }),
    'projections, two rows as one': projected({ axes: 'views-rows-channels', sinogram: 'cube.npy', binRows: 2 }),
    'projections, three rows and two channels as one': projected({ sinogram: 'cube.npy', binRows: 3, binChannels: 2 }),
    'projections as they are usual': projected({ axes: 'views-rows-channels', sinogram: 'cube.npy' }),
    'projections as ASTRA has them': projected({ axes: 'rows-views-channels', sinogram: 'cube.npy' }),
    'projections, rows first and views last': projected({ axes: 'rows-channels-views', sinogram: 'cube.npy' }),
    'projections, views first and rows last': projected({ axes: 'views-channels-rows', sinogram: 'cube.npy' }),
    'projections, channels first and rows last': projected({ axes: 'channels-views-rows', sinogram: 'cube.npy' }),
    'projections, channels first and views last': projected({ axes: 'channels-rows-views', sinogram: 'cube.npy' }),
  },
  measurements: {
    'a measurement': measured({}),
    'a measurement on larger pixels': measured({}, { reconstruction: { ...slice, pixelSizeMm: 4 } }),
    'a measurement, its rings and axis corrected': measured({ scale: 2 }, { corrections: { rings: true, axis: true } }),
    'a measurement, carried on beyond the detector': taken({}, { corrections: [{ kind: 'truncation' }] }),
    'a measurement at angles of its own': measured({ anglesDeg: 'degrees.npy', angleUnit: 'degrees' }),
    'a measurement without zingers': taken({}, { corrections: [{ kind: 'zingers', threshold: 3 }] }),
    'a part of a measurement': taken({ firstView: 1, lastView: 9, firstChannel: 2, lastChannel: 14, binChannels: 2 }),
    'another part of a measurement': taken({
      firstView: 2,
      lastView: 10,
      firstChannel: 1,
      lastChannel: 15,
      binChannels: 3,
    }),
    'stripes of a measurement sorted away': taken(
      {},
      { corrections: [{ kind: 'rings', by: 'sorting', window: 5, sensitivity: 2 }] },
    ),
    'stripes of a measurement filtered away': taken(
      {},
      { corrections: [{ kind: 'rings', by: 'wavelet', levels: 2, damping: 1 }] },
    ),
    'phase retrieved from a measurement': taken(
      {},
      { corrections: [{ kind: 'phase', deltaOverBeta: 1e6, distanceMm: 1e6, energyKeV: 10 }] },
    ),
    'every third view of a measurement': taken({ everyNthView: 3 }),
    'every second view of a measurement at angles of its own': taken({ anglesDeg: 'degrees.npy', everyNthView: 2 }),
    'a view in each file': taken({ sinogram: ['white.npy', 'dark.npy', 'white.npy'], kind: 'arbitrary', scale: 0.001 }),
    'a view in each file, and white and dark readings': taken({
      sinogram: ['white.npy', 'dark.npy', 'dark.npy', 'white.npy'],
      ...{ kind: 'transmission', white: ['white.npy', 'brighter.npy'], dark: ['dark.npy'] },
    }),
    'transmissions with readings in several files': taken({
      sinogram: 'transmissions.npy',
      ...{ kind: 'transmission', white: ['brighter.npy'], dark: ['dark.npy', 'dark.npy'] },
    }),
    'one row of a stack': taken({
      ...{ sinogram: 'projections.npy', kind: 'arbitrary', row: 2 },
      ...{ anglesDeg: 'more.npy', firstAngle: 1, angleUnit: 'degrees' },
    }),
    'a row of a stack with white and dark readings among its views': taken({
      ...{ sinogram: 'keyed.npy', kind: 'transmission', row: 4, imageKey: 'key.npy' },
      ...{ anglesDeg: 'more.npy', firstAngle: 3, angleUnit: 'degrees' },
    }),
    'two rows of a stack': inRows({ sinogram: 'projections.npy', rows: [2, 3], firstRow: 'lowest' }),
    'the last rows of a stack, highest first, with white and dark readings among its views': inRows({
      ...{ sinogram: 'keyed.npy', kind: 'transmission', rows: [3, 5], imageKey: 'key.npy', firstRow: 'highest' },
      ...{ anglesDeg: 'more.npy', firstAngle: 3, angleUnit: 'degrees' },
    }),
    'the last row of such a stack': taken({ sinogram: 'keyed.npy', kind: 'transmission', row: 5, imageKey: 'key.npy' }),
    'a turned measurement': measured({ sinogram: 'turned.npy', transpose: true, kind: 'arbitrary' }),
    'a turned measurement in half its unit': measured({
      sinogram: 'turned.npy',
      transpose: true,
      kind: 'arbitrary',
      scale: 0.5,
    }),
    transmissions: measured({
      sinogram: 'transmissions.npy',
      kind: 'transmission',
      white: 'white.npy',
      dark: 3,
      anglesDeg: 'radians.npy',
      angleUnit: 'radians',
    }),
    'transmissions of an even detector': measured({
      sinogram: 'transmissions.npy',
      kind: 'transmission',
      white: 1050,
      dark: 'dark.npy',
    }),
  },
};

export const EXPERIMENTS: Readonly<Record<string, Json>> = Object.assign({}, ...Object.values(FAMILIES));

/** Those that are run across all families, after each other. */
export const REPRESENTATIVES: readonly string[] = [
  'parallel rays',
  'wider channels, aside',
  'unfiltered',
  'smooth',
  'larger pixels',
  'gridrec, smooth, shepp-logan',
  'sirt from FBP, between bounds, until it rests',
  'sirt of a fan, until the noise',
  'os-sart of a fan, by four subsets',
  'gradient without momentum, by counts',
  'tikhonov, stronger, distance-driven',
  'pwls by counts, of four subsets',
  'tv-pdhg, in agreement with the readings',
  'tv-fista of a fan, by counts',
  'asd-pocs of four subsets',
  'truncation corrected',
  'a cone with a tube, zingers corrected',
  'a cone with a tube, phase retrieved',
  'a cone with a tube, all stripes sorted away',
  'a fan',
  'a flat panel',
  'too short an arc, rebinned, cosine',
  'a cone upwards',
  'a helix between its turns, smooth, hann',
  'an isocentric panel',
  'shift and add',
  'a focal spot and wide channels',
  'a shifted detector, its axis found',
  'a small movement in its own unit',
  'breaths of a picture',
  'fewer photons, another seed',
  'counted through pixels',
  'another tube',
  'dead channels, crosstalk',
  'metal corrected, larger pixels',
  'scatter, starvation and water corrected',
  'a picture',
  'a measurement, its rings and axis corrected',
  'transmissions',
];

const random = seededRandom(7);
const lineIntegrals = randomArray(VIEWS * CHANNELS, 6);
const evenAngles = Float64Array.from({ length: VIEWS }, (_, view) => (180 * (view + 0.4 * random())) / VIEWS);

/** The files that the experiments name. */
const KEYED_VIEWS = 8;
export const FILES: Readonly<Record<string, Uint8Array>> = {
  'picture.npy': npyBytes(
    Float32Array.from({ length: 16 * 16 }, (_, i) => (i % 16 < 12 && i > 40 ? 0.02 + 0.01 * random() : 0)),
    [16, 16],
  ),
  'volume.npy': npyBytes(
    Float32Array.from({ length: 4 * 12 * 12 }, (_, i) => (i % 12 < 9 && i % 144 > 20 ? 0.02 + 0.01 * random() : 0)),
    [4, 12, 12],
  ),
  ...Object.fromEntries([0, 1, 2, 3].map((slice) => [`${slice}.dcm`, sliceOfSeries(slice)])),
  'line-integrals.npy': npyBytes(lineIntegrals, [VIEWS, CHANNELS]),
  'projections.npy': npyBytes(randomArray(8 * 6 * 20, 11), [8, 6, 20]),
  'cube.npy': npyBytes(randomArray(8 * 8 * 8, 12), [8, 8, 8]),
  'turned.npy': npyBytes(randomArray(VIEWS * CHANNELS, 8), [CHANNELS, VIEWS]),
  'transmissions.npy': npyBytes(
    lineIntegrals.map((value) => 1000 * Math.exp(-Math.abs(value))),
    [VIEWS, CHANNELS],
  ),
  'white.npy': npyBytes(
    Float32Array.from({ length: CHANNELS }, () => 1010 + 20 * random()),
    [CHANNELS],
  ),
  'dark.npy': npyBytes(
    Float32Array.from({ length: CHANNELS }, () => 2 * random()),
    [CHANNELS],
  ),
  'brighter.npy': npyBytes(
    Float32Array.from({ length: CHANNELS }, () => 1100 + 20 * random()),
    [CHANNELS],
  ),
  'key.npy': npyBytes(Float64Array.of(1, 2, ...new Array(KEYED_VIEWS).fill(0)), [KEYED_VIEWS + 2]),
  'keyed.npy': npyBytes(
    Float32Array.from(
      { length: (KEYED_VIEWS + 2) * 6 * 20 },
      (_, i) => [1000, 5][Math.floor(i / 120)] ?? 900 * random(),
    ),
    [KEYED_VIEWS + 2, 6, 20],
  ),
  'more.npy': npyBytes(
    Float64Array.from({ length: 12 }, (_, i) => 15 * i),
    [12],
  ),
  'degrees.npy': npyBytes(evenAngles, [VIEWS]),
  'radians.npy': npyBytes(
    evenAngles.map((angle) => ((angle + 3) * Math.PI) / 180),
    [VIEWS],
  ),
};

function sliceOfSeries(slice: number): Uint8Array {
  const pixels = Array.from({ length: 100 }, (_, i) => (i % 10 < 7 && i > 20 ? 1000 + 30 * slice : 0));
  return tinyDicom(
    ctElements(10, 10, pixels, [
      { tag: 0x00200032, vr: 'DS', value: `0\\0\\${4 * slice}` },
      { tag: 0x00200037, vr: 'DS', value: '1\\0\\0\\0\\1\\0' },
      { tag: 0x00280030, vr: 'DS', value: '5\\5' },
    ]),
  );
}
