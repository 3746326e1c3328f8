import { LIMITS } from '../../src/experiment/limits.ts';
import { NUMBER_FIELDS } from '../../src/experiment/number-fields.ts';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import type { Choices } from './choices.ts';
import type { Json } from './mutate-json.ts';

const PHOTONS = NUMBER_FIELDS['acquisition.noise.photons'];

/** An experiment that the schema allows, at the ends of what it allows. */
export function extremeExperiment(choices: Choices): Json {
  const isFan = choices.chance(0.6);
  const maybe = (keys: { [key: string]: Json }): { [key: string]: Json } =>
    Object.fromEntries(Object.entries(keys).filter(() => choices.chance(0.7)));
  const length = () => choices.of([LIMITS.lengthMm.least, 1e-3, 0.5, 10, LIMITS.lengthMm.most]);
  const views = choices.of([1, 2, 3, 7, 90, 180, 181, 360, 721, 16_383, LIMITS.views.most]);
  const channels = choices.of([1, 2, 3, 736, LIMITS.channels.most]);
  const distance = choices.of([LIMITS.distanceMm.least, 1, 570, 1e5]);
  const bool = () => choices.chance(0.5);
  return {
    phantom: choices.of(PHANTOM_NAMES),
    scan: {
      geometry: isFan ? 'fan' : 'parallel',
      ...maybe({
        views,
        startDeg: choices.of([-3600, 0, 1e-9, 3600]),
        arcDeg: choices.of([-3600, -180, 1e-3, 0.1, 179.999, 180, 215.8, 360, 721, 3600]),
        channels,
        channelSpacingMm: length(),
        offset: choices.of([-LIMITS.channels.most, -0.25, 0, 0.25, 7000.5, LIMITS.channels.most]),
      }),
      ...(isFan && {
        detector: choices.of(['arc', 'flat']),
        ...maybe({ sourceToIsocenterMm: distance }),
        sourceToDetectorMm: distance * choices.of([1.000001, 2, 10]),
      }),
    },
    ...maybe({
      physics: {
        ...maybe({
          photons: choices.of([PHOTONS.least, 1e5, PHOTONS.most]),
          electronicNoise: choices.of([0, 1e6]),
          channelAperture: choices.of([0, 1e-9, 1]),
          crosstalk: choices.of([0, 1e-9, 1]),
          deadChannels: Array.from({ length: choices.of([0, 1, 1000]) }, () => choices.below(channels)),
          gainDrift: choices.of([0, 1]),
          scatterToPrimary: choices.of([0, 10]),
          detectorShift: choices.of([-1000, 0, 1000]),
        }),
        ...(isFan && { focalSpotMm: choices.of([0, 1e-9, 20]) }),
        ...(bool()
          ? {
              spectrum: {
                voltageKV: choices.of([40, 40.2, 69.5, 150]),
                filtrationMmAluminium: choices.of([0, 6, 50]),
                filtrationMmCopper: choices.of([0, 1, 5]),
              },
            }
          : { energyKeV: choices.of([10, 33.17, 150]) }),
        motion: {
          kind: choices.of(['none', 'shift', 'breathing']),
          amplitudeMm: choices.of([0, 100]),
          at: choices.of([0, 1]),
          cycles: choices.of([0, 100]),
        },
      },
      corrections: Object.fromEntries(
        ['water', 'rings', 'metal', 'starvation', 'scatter', 'axis', 'truncation'].map((name) => [name, bool()]),
      ),
      display: { width: choices.of([1e-6, 1e6]), level: choices.of([-1e6, 0, 1e6]) },
      seed: choices.of([0, 2 ** 32 - 1]),
    }),
    reconstruction: {
      ...maybe({
        method: choices.of(['fbp', 'gridrec']),
        filter: choices.of(['ram-lak', 'hann', 'none']),
        cutoff: choices.of([0.01, 0.1, 1]),
        interpolation: choices.of(['linear', 'smooth']),
        pixels: choices.of([1, 2, 3, 512, LIMITS.pixels.most]),
        pixelSizeMm: length(),
      }),
      ...(isFan && { rebin: bool() }),
    },
  };
}
