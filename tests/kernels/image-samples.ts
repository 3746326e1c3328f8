// Samples of kernels that look at a pixel's neighbours, in a slice and in space.

import type { HuberQuantity } from '../../src/kernels/huber-prior/plain.ts';
import { huberPrior } from '../../src/kernels/huber-prior/spec.ts';
import { imageDivergence } from '../../src/kernels/image-divergence/spec.ts';
import { imageGradient } from '../../src/kernels/image-gradient/spec.ts';
import type { PixelLayout } from '../../src/kernels/pixel-layout.ts';
import { rescaleField } from '../../src/kernels/rescale-field/spec.ts';
import { variation } from '../../src/kernels/variation/spec.ts';
import { filled, leftover, type Sample, type SampleSize, sample } from './sample.ts';

const slice = ({ views, channels }: SampleSize): PixelLayout => ({
  ...{ columns: channels, rows: views, slices: 1, sliceSpacing: 1 },
});

const volume = ({ views, channels }: SampleSize): PixelLayout => ({
  ...{ columns: Math.ceil(channels / 3), rows: Math.ceil(views / 3), slices: 4, sliceSpacing: 1.6 },
});

/** As large as a device that holds a few rows has in one piece. */
const small = ({ views, channels }: SampleSize): PixelLayout => ({
  ...{ columns: channels, rows: Math.ceil(views / 6), slices: 2, sliceSpacing: 0.7 },
});

export const imageSamples: Readonly<Record<string, (size: SampleSize) => Sample>> = {
  'huber-prior': (size) => priorOf({ ...small(size), slices: 1 }, 'gradient', size),
  'huber-prior: its curvature, in space': (size) => priorOf(small(size), 'curvature', size),
  'huber-prior: its energy, in space': (size) => priorOf(small(size), 'energy', size),
  'image-gradient': (size) => gradientOf(slice(size), size),
  'image-gradient: in space': (size) => gradientOf(volume(size), size),
  'image-divergence': (size) => divergenceOf(slice(size), size),
  'image-divergence: in space': (size) => divergenceOf(volume(size), size),
  'rescale-field': ({ views, channels, random }) =>
    sample(
      rescaleField,
      { components: 2, to: 'shorten', length: 0.6 },
      { field: filled(views, 2 * channels, () => 2 * random() - 1) },
    ),
  'rescale-field: to directions, in space': ({ views, channels, random }) =>
    sample(
      rescaleField,
      { components: 3, to: 'direct', length: 0.1 },
      { field: filled(views, 3 * channels, () => 2 * random() - 1) },
    ),
  variation: (size) => variationOf({ ...small(size), slices: 1 }, size),
  'variation: in space': (size) => variationOf(small(size), size),
};

function gradientOf(layout: PixelLayout, { random }: SampleSize): Sample {
  const { columns, rows, slices } = layout;
  return sample(imageGradient, layout, {
    image: filled(slices * rows, columns, random),
    field: leftover(slices * rows, (slices > 1 ? 3 : 2) * columns),
  });
}

function divergenceOf(layout: PixelLayout, { random }: SampleSize): Sample {
  const { columns, rows, slices } = layout;
  return sample(imageDivergence, layout, {
    field: filled(slices * rows, (slices > 1 ? 3 : 2) * columns, random),
    image: leftover(slices * rows, columns),
  });
}

function variationOf(layout: PixelLayout, { random }: SampleSize): Sample {
  const { columns, rows, slices } = layout;
  return sample(variation, layout, {
    image: filled(slices * rows, columns, random),
    lengths: leftover(slices * rows, columns),
  });
}

function priorOf(layout: PixelLayout, quantity: HuberQuantity, { random }: SampleSize): Sample {
  const { columns, rows, slices } = layout;
  return sample(
    huberPrior,
    { layout, threshold: 0.3, quantity },
    { image: filled(slices * rows, columns, random), out: leftover(slices * rows, columns) },
  );
}
