import { readFileSync } from 'node:fs';
import type { HeadlessFolder } from './headless.ts';
import { sharedDataPath } from './shared-data.ts';

const FILES = ['projections.npy', 'white.npy', 'dark.npy', 'angles_degrees.npy'];

/** Brings the tooth's files into a folder. */
export function putTooth(folder: HeadlessFolder): void {
  for (const file of FILES) folder.put(file, new Uint8Array(readFileSync(sharedDataPath('tooth', file))));
}

/** The tooth on 512² pixels of one channel's width; the axis is right at −23.5, channel 296 of 640. */
export const toothExperiment = (offset = -23.5) => ({
  measurement: {
    sinogram: 'projections.npy',
    kind: 'transmission',
    white: 'white.npy',
    dark: 'dark.npy',
    anglesDeg: 'angles_degrees.npy',
  },
  scan: { channelSpacingMm: 1, offset },
  reconstruction: { pixels: 512, pixelSizeMm: 1 },
});

/**
 * How unsharp a slice is, by two measures that know nothing of the object: the mass of negative values (double edges
 * and tuning forks go below zero, matter does not) and the entropy of the histogram (blur mixes greys). Both least for
 * the right axis (Donath et al., J. Opt. Soc. Am. A 23:1048, 2006, doi 10.1364/JOSAA.23.001048).
 */
export function unsharpness(image: Float32Array): { negativeMass: number; entropyBits: number } {
  const side = Math.sqrt(image.length);
  const bins = new Float64Array(256);
  let negativeMass = 0;
  let count = 0;
  image.forEach((value, i) => {
    if (Math.hypot((i % side) - (side - 1) / 2, Math.floor(i / side) - (side - 1) / 2) > 0.47 * side) return;
    negativeMass += Math.max(0, -value);
    // From −0.004 to 0.012 per channel width: all of the tooth and its streaks.
    const bin = Math.floor((value + 0.004) * (256 / 0.016));
    if (bin >= 0 && bin < 256) {
      bins[bin]!++;
      count++;
    }
  });
  const entropyBits = bins.reduce((sum, n) => sum - (n > 0 ? (n / count) * Math.log2(n / count) : 0), 0);
  return { negativeMass, entropyBits };
}
