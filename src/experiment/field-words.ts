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
  version: { means: 'the version of this format; version 1 is still read' },
  phantom: {
    means: 'a name from `phantoms/`, a [phantom](phantom-files.md) in place, or an [image](#an-image-as-a-phantom)',
    usually: '`shepp-logan-1974`',
  },
  measurement: { means: 'instead of `phantom`: [measured data](#a-measurement)' },
  'measurement.sinogram': {
    means:
      'a file of readings ({readings}), [views, channels], or of a detector with several rows [views, rows, channels], or a list of files, one for each view; an array in a file that has several is `FILE#/NAME`, such as `scan.h5#/exchange/data`; for an image file, the stored values 0 … 255 or 0 … 65535',
  },
  'measurement.kind': {
    means:
      '`line-integrals`; `transmission`, raw readings or counts; `arbitrary`, line integrals in arbitrary units, as then is the slice',
    usually: '`line-integrals`',
  },
  'measurement.white': {
    means:
      'for `transmission`: readings without the object, as a file [any number of rows, channels], or of a detector with several rows [rows, channels] once or several times, or one number for all channels',
  },
  'measurement.dark': {
    means: 'for `transmission`: readings without the beam, likewise',
    usually: '0 where `white` is a number',
  },
  'measurement.scale': {
    means:
      'for the other kinds: a factor for every value, such as 0.001 for thousandths, the pixel size for sums over pixels, −1 for ln(I/I₀) without its minus sign; not 0',
    usually: '1',
  },
  'measurement.transpose': {
    means:
      'whether the array is [channels, views], as `skimage.transform.radon` returns it, and is to be transposed; if left out, an array that certainly is so is refused',
  },
  'measurement.axes': {
    means:
      'of the projections of a detector with several rows: their axes as they lie in the file, the slowest first (the ASTRA Toolbox has `rows-views-channels`); white and dark readings lie likewise; if left out, projections that certainly lie otherwise are refused',
    usually: '`views-rows-channels`',
  },
  'measurement.firstRow': {
    means:
      'of these: which row of the detector the file has first, the one at the smallest or at the largest z; nothing in the data tells, and the wrong one makes the volume a mirror image',
    usually: '`lowest`, which `advice` says',
  },
  'measurement.row': {
    means:
      'of these, in a scan of one slice: the row of the detector whose sinogram is reconstructed, counted from 0 as they lie in the file',
  },
  'measurement.rows': {
    means:
      'of these, in a scan of [several rows](#parallel-rays-onto-several-rows): the first and the last row to be read, such as `[40, 59]`, counted from 0 as they lie in the file; no more of it is read than these',
    usually: 'all rows',
  },
  'measurement.imageKey': {
    means:
      'a file ({angles}) that says of each view whether it is a projection (0), a white reading (1), a dark one (2) or none of them (3), as NXtomo has it; takes the place of `white` and `dark`',
  },
  'measurement.firstAngle': {
    means: 'of a file with more angles than there are views: which is that of the first view, counted from 0',
  },
  'measurement.anglesDeg': {
    means: 'a file ({angles}) with an angle for each view; overrides `views`, `startDeg` and `arcDeg`',
  },
  'measurement.everyNthView': {
    means:
      'with 4, only the first of every four views is used, as if no others had been measured: `views` is then how many these are, while angles, `startDeg` and `arcDeg` stay those of all views of the file',
    usually: '1, all of them',
  },
  'measurement.firstView': {
    means:
      'the first view that is used, counted from 0 as they lie in the file (of those that are projections, where there is an `imageKey`), as if those before it had not been measured: `views` is how many are used, while angles, `startDeg` and `arcDeg` stay those of all views of the file; every nth is counted from it',
    usually: '0',
  },
  'measurement.lastView': {
    means: 'the last view that is used, likewise',
    usually: 'the last one',
  },
  'measurement.firstChannel': {
    means:
      'the first channel that is used, counted from 0, as if the detector began there: `channels` is how many are used, while `offset` and `channelSpacingMm` stay those of the whole detector, so that the axis stays where it is',
    usually: '0',
  },
  'measurement.lastChannel': { means: 'the last channel that is used, likewise', usually: 'the last one' },
  'measurement.binChannels': {
    means:
      'so many neighbouring channels count as one, from the first one on; what is over at the end is left out. What they counted is added up before the logarithm, so that the noise falls; `arbitrary` values are averaged. `channels` is how many there are then, while `offset` and `channelSpacingMm` stay those of the detector’s own channels',
    usually: '1',
  },
  'measurement.binRows': {
    means: 'the same of the rows of a cone’s detector, and of `rows`, `rowOffset` and `rowSpacingMm`',
    usually: '1',
  },
  'measurement.angleUnit': {
    means: 'the unit of that file’s angles; if left out, angles that certainly are radians are refused',
  },
  acquisition: { means: 'what is measured, and how' },
  'acquisition.modality': { means: 'computed tomography with X-rays' },
  'acquisition.beam': { means: 'what the phantom is scanned with' },
  'acquisition.beam.kind': {
    means:
      '`exact`: exact line integrals, with none of the keys below; `monochromatic`: photons of one energy; `tube`: the spectrum of a tungsten tube with a 7° anode',
  },
  'acquisition.beam.energyKeV': { means: 'of a `monochromatic` beam' },
  'acquisition.beam.voltageKV': {
    means:
      'of a `tube`; with 6 mm of aluminium its mean energies are 48.4, 54.8, 60.1 and 64.8 keV at 80, 100, 120 and 140 kV',
  },
  'acquisition.beam.filtrationMmAluminium': { means: 'of a `tube`' },
  'acquisition.beam.filtrationMmCopper': { means: 'of a `tube`' },
  'acquisition.inverseCrime': {
    means:
      'whether the phantom is scanned as pixels of the slice’s own grid, and not by its exact shapes: iterative methods then meet readings that their own model made, and look better than they are ([iterative](iterative.md#inverse-crime)); of scans in a slice',
    usually: 'false',
  },
  'acquisition.noise': { means: 'photon counting noise; if left out, there is none' },
  'acquisition.noise.photons': { means: 'unattenuated photons for each channel and view' },
  'acquisition.noise.electronicNoise': { means: 'RMS of the electronic noise' },
  'acquisition.focalSpotMm': {
    means: 'width of the focal spot along a fan’s detector; refused with parallel rays, which have none',
  },
  'acquisition.channelAperture': {
    means: 'channel width as a fraction of the spacing; 0 is a single ray. Four rays are averaged before the logarithm',
  },
  'acquisition.crosstalk': { means: 'part of a channel’s signal that leaks to its two neighbours' },
  'acquisition.deadChannels': { means: 'channels that read nothing, numbered from 0' },
  'acquisition.gainDrift': {
    means: 'RMS drift of the channels’ gains since calibration, as a fraction: causes rings',
  },
  'acquisition.scatterToPrimary': {
    means:
      'scatter-to-primary ratio behind an object that fills the detector and transmits little; constant over each view',
  },
  'acquisition.detectorShift': {
    means: 'how far the detector is shifted from where the reconstruction assumes it: a wrong axis',
  },
  'acquisition.motion': { means: 'how the phantom moves during the scan' },
  'acquisition.motion.kind': {
    means:
      '`shift`: the whole phantom, once; `breathing`: periodic expansion about the axis, by up to `amplitudeMm` at the edge of its field',
  },
  'acquisition.motion.amplitudeMm': { means: 'for `shift` and `breathing`: how far' },
  'acquisition.motion.directionDeg': { means: 'for `shift`: the direction, counter-clockwise from x' },
  'acquisition.motion.at': { means: 'for `shift`: when, as a fraction of the scan' },
  'acquisition.motion.cycles': { means: 'for `breathing`: breaths during the scan' },
  scan: { means: 'which lines are measured' },
  'scan.geometry': {
    means:
      '`parallel`, [`fan`](#a-fan), [`cone`](#a-cone), [`parallel-rows`](#parallel-rays-onto-several-rows) or [`tomosynthesis`](#tomosynthesis)',
  },
  'scan.views': {
    means: 'number of projections; view v is at `startDeg` + v·`arcDeg`/`views`, counter-clockwise',
    usually: usualIn('views'),
  },
  'scan.startDeg': {
    means: 'the angle of the first view',
    usually: '0; of a tomosynthesis scan so that its views are symmetric',
  },
  'scan.arcDeg': { means: 'the arc; negative is clockwise, 0 is refused', usually: usualIn('arcDeg') },
  'scan.channels': { means: 'channels of the detector; views × channels may be up to 2²⁷', usually: '736' },
  'scan.channelSpacingMm': {
    means: 'from channel to channel, on the detector',
    usually: usualIn('channelSpacingMm'),
  },
  'scan.offset': {
    means: 'channel k is at u = (k − (K−1)/2 − offset)·spacing',
    usually: '0',
  },
  corrections: { means: 'what is corrected, in order: see [corrections](#corrections)' },
  'corrections[].kind': { means: 'which' },
  reconstruction: { means: 'how the slice is reconstructed' },
  'reconstruction.method': {
    means:
      '`fbp`, filtered back-projection; [`gridrec`](#gridrec), direct Fourier reconstruction; `180-li`, of a [helix](#a-helix), by interpolation between its turns; [`shift-and-add`](#tomosynthesis), of a tomosynthesis scan; all others by [iterations](iterative.md), `os-sart` and `osem` by subsets of the views',
  },
  'reconstruction.filter': { means: 'the window of the ramp filter; `none` is plain back-projection, with `fbp` only' },
  'reconstruction.cutoff': {
    means:
      'where the window ends, as a fraction of the Nyquist frequency; any value is exact, because the windowed ramp is sampled in space, where its formula is known',
  },
  'reconstruction.interpolation': {
    means:
      'interpolation of filtered views between channels: `linear`, or `smooth`, which is more accurate and less noisy but slower ([accuracy](accuracy.md))',
  },
  'reconstruction.rebin': {
    means: 'for `fbp` and a fan: whether its readings are rebinned to parallel rays first',
  },
  'reconstruction.grid': { means: 'the square grid of the slice, or of the slices of a volume' },
  'reconstruction.grid.pixels': { means: 'to a side' },
  'reconstruction.grid.pixelSizeMm': { means: 'from pixel to pixel' },
  'reconstruction.grid.slices': { means: 'of a cone: slices of the volume, one above the other', usually: '1' },
  'reconstruction.grid.sliceSpacingMm': {
    means: 'of a cone: from slice to slice',
    usually: 'as far as from pixel to pixel',
  },
  'reconstruction.grid.centreZMm': { means: 'of a cone: z of the middle of all slices', usually: '0' },
  display: {
    means: 'the display window: in HU; in arbitrary units for a phantom that has them; in 1/mm for measured data',
    usually:
      'the phantom’s own; 400 and 40 HU; 1 and 0.5 in arbitrary units; following measured data, and an opened image whose arbitrary values are not within 0 … 1',
  },
  'display.width': { means: 'from black to white' },
  'display.level': { means: 'the value shown as mid-grey' },
  seed: { means: 'for everything random: noise of readings and drift of gains' },
  $schema: { means: 'for editors, ignored: `schemas/experiment.schema.json`' },
};
