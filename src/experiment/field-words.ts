import { GEOMETRIES } from '../geometry/registry.ts';

/**
 * What each key of an experiment means, by its path, for the table of docs/experiment.md and the JSON Schema. Bounds,
 * choices and defaults are the schema's; `{readings}` and `{angles}` are the formats of such files; `usually` is what a key left out becomes where the schema cannot know it.
 */
export interface FieldWords {
  readonly means: string;
  readonly usually?: string;
}

/** What is usual in the first geometry, and in those where it is not the same. */
function usualIn(key: 'views' | 'arcDeg' | 'channelSpacingMm'): string {
  const [first, ...others] = GEOMETRIES.all;
  const usual = first!.settings.usual[key];
  const elsewhere = others.filter(({ settings }) => settings.usual[key] !== usual);
  return [usual, ...elsewhere.map(({ settings, words }) => `of a ${words.noun} ${settings.usual[key]}`)].join('; ');
}

export const FIELD_WORDS: Readonly<Record<string, FieldWords>> = {
  version: { means: 'the version of this format; experiments of version 1 are read too' },
  phantom: {
    means: 'a name from `phantoms/`, a [phantom](phantom-files.md) in place, or an [image](#an-image-as-a-phantom)',
    usually: '`shepp-logan-1974`',
  },
  measurement: { means: 'instead of `phantom`: [measured data](#a-measurement)' },
  'measurement.sinogram': {
    means:
      'a file of readings ({readings}), [views, channels]; of a picture the numbers that are stored, 0 … 255 or 0 … 65535',
  },
  'measurement.kind': {
    means:
      '`line-integrals`; `transmission`, raw readings or counts; `arbitrary`, line integrals in a unit of their own, and the slice with them',
    usually: '`line-integrals`',
  },
  'measurement.white': {
    means:
      'of `transmission`: readings without the object, as a file [any number of rows, channels] or as one number for all channels',
  },
  'measurement.dark': {
    means: 'of `transmission`: readings without the beam, likewise',
    usually: '0 where `white` is a number',
  },
  'measurement.scale': {
    means:
      'of the others: what every value is multiplied with, such as 0.001 for thousandths, the width of a pixel for sums over pixels, −1 for ln(I/I₀) without its minus sign; not 0',
    usually: '1',
  },
  'measurement.transpose': {
    means:
      'whether the array is [channels, views] and is turned, as `skimage.transform.radon` has it; where it is left out, an array that surely is so is refused',
  },
  'measurement.anglesDeg': {
    means: 'a file ({angles}) with an angle for each view, which goes before `views`, `startDeg` and `arcDeg`',
  },
  'measurement.angleUnit': {
    means: 'what that file’s angles are in; where it is left out, angles that surely are radians are refused',
  },
  acquisition: { means: 'what is measured, and with what' },
  'acquisition.modality': { means: 'computed tomography with X-rays' },
  'acquisition.beam': { means: 'what is scanned with' },
  'acquisition.beam.kind': {
    means:
      '`exact`: line integrals as they are, and none of the keys below; `monochromatic`: photons of one energy; `tube`: those of a tungsten tube of 7°',
  },
  'acquisition.beam.energyKeV': { means: 'of a `monochromatic` beam' },
  'acquisition.beam.voltageKV': {
    means:
      'of a `tube`; with 6 mm of aluminium its mean energies are 48.4, 54.8, 60.1 and 64.8 keV at 80, 100, 120 and 140 kV',
  },
  'acquisition.beam.filtrationMmAluminium': { means: 'of a `tube`' },
  'acquisition.beam.filtrationMmCopper': { means: 'of a `tube`' },
  'acquisition.noise': { means: 'that photons are counted; left out, there is no noise' },
  'acquisition.noise.photons': { means: 'unattenuated photons for each channel and view' },
  'acquisition.noise.electronicNoise': { means: 'RMS of the electronics’ noise' },
  'acquisition.focalSpotMm': {
    means: 'width of the spot along a fan’s detector; refused with parallel rays, which come from no spot',
  },
  'acquisition.channelAperture': {
    means: 'how much of its spacing a channel is wide; 0 is a ray. Four rays are averaged before the logarithm',
  },
  'acquisition.crosstalk': { means: 'part of a channel’s signal that its two neighbours get' },
  'acquisition.deadChannels': { means: 'channels that read nothing, numbered from 0' },
  'acquisition.gainDrift': {
    means: 'RMS of the channels’ gains since calibration, as a fraction: rings',
  },
  'acquisition.scatterToPrimary': {
    means:
      'scatter over primary signal behind an object that fills the detector and lets little through; a constant over each view',
  },
  'acquisition.detectorShift': {
    means: 'channels by which the detector stands beyond where the reconstruction believes it to be: a wrong axis',
  },
  'acquisition.motion': { means: 'how the phantom moves meanwhile' },
  'acquisition.motion.kind': {
    means:
      '`shift`: all of the phantom, once; `breathing`: larger about the axis, by up to `amplitudeMm` at its field’s edge',
  },
  'acquisition.motion.amplitudeMm': { means: 'of a `shift` and of `breathing`: how far' },
  'acquisition.motion.directionDeg': { means: 'of a `shift`: where to, counter-clockwise from x' },
  'acquisition.motion.at': { means: 'of a `shift`: at which part of the scan' },
  'acquisition.motion.cycles': { means: 'of `breathing`: breaths in the scan' },
  scan: { means: 'which lines are measured' },
  'scan.geometry': { means: '`parallel`, or [`fan`](#a-fan)' },
  'scan.views': {
    means: 'projections; view v stands at `startDeg` + v·`arcDeg`/`views`, counter-clockwise',
    usually: usualIn('views'),
  },
  'scan.startDeg': { means: 'where the first view stands', usually: '0' },
  'scan.arcDeg': { means: 'the arc; negative runs clockwise, and 0 is refused', usually: usualIn('arcDeg') },
  'scan.channels': { means: 'of the detector; views × channels go up to 2²⁷', usually: '736' },
  'scan.channelSpacingMm': {
    means: 'from channel to channel, on the detector',
    usually: usualIn('channelSpacingMm'),
  },
  'scan.offset': {
    means: 'channel k stands at u = (k − (K−1)/2 − offset)·spacing',
    usually: '0',
  },
  corrections: { means: 'what is done about the faults of the scan, in its order: see [corrections](#corrections)' },
  'corrections[].kind': { means: 'which' },
  reconstruction: { means: 'how the slice is made' },
  'reconstruction.method': {
    means: '`fbp`, filtered back-projection, or [`gridrec`](#gridrec), direct Fourier reconstruction',
  },
  'reconstruction.filter': { means: 'the window of the ramp; `none` is plain back-projection, with `fbp` only' },
  'reconstruction.cutoff': {
    means:
      'the window’s end as a fraction of the Nyquist frequency; it may fall anywhere, for the windowed ramp is sampled in space, where its formula is known',
  },
  'reconstruction.interpolation': {
    means:
      'how filtered views are read between channels: `linear`, or `smooth`, which is nearer to the truth and less noisy at some cost ([accuracy](accuracy.md))',
  },
  'reconstruction.rebin': {
    means: 'of `fbp` and a fan: whether its readings are made into those of parallel rays first',
  },
  'reconstruction.grid': { means: 'the square grid of the slice' },
  'reconstruction.grid.pixels': { means: 'to a side' },
  'reconstruction.grid.pixelSizeMm': { means: 'from pixel to pixel' },
  display: {
    means:
      'the window that greys are shown through: in HU; in a phantom’s own units where it has such; in 1/mm for measured data',
    usually: 'the phantom’s own; 400 and 40 HU; 1 and 0.5 in own units; following measured data',
  },
  'display.width': { means: 'from black to white' },
  'display.level': { means: 'the middle grey' },
  seed: { means: 'for whatever is random: the noise of readings and the drift of gains' },
  $schema: { means: 'for editors, ignored: `schemas/experiment.schema.json`' },
};
