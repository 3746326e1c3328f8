import type { ArrayUses, Kernel } from '../../src/compute/kernel.ts';
import { applyPolynomial } from '../../src/kernels/apply-polynomial/spec.ts';
import { bridgeTrace } from '../../src/kernels/bridge-trace/spec.ts';
import { threshold } from '../../src/kernels/threshold/spec.ts';
import { tubeScanSpectrum } from '../../src/physics/scan-spectrum.ts';
import { calibrateWater } from '../../src/physics/water-calibration.ts';

/** An array of a sample: values to begin with, or nothing where it is only written. */
export interface SampleArray {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** Parameters and arrays that a kernel can be run on. */
export interface Sample {
  readonly kernel: Kernel<never, ArrayUses>;
  readonly parameters: unknown;
  readonly arrays: Readonly<Record<string, SampleArray | readonly SampleArray[]>>;
}

/** How large a sample is, and where its numbers come from: [0, 1). */
export interface SampleSize {
  readonly views: number;
  readonly channels: number;
  readonly random: () => number;
}

function sample<Parameters, Uses extends ArrayUses>(
  kernel: Kernel<Parameters, Uses>,
  parameters: NoInfer<Parameters>,
  arrays: {
    readonly [Name in keyof Uses]: Uses[Name] extends 'in-list' ? readonly SampleArray[] : SampleArray;
  },
): Sample {
  return { kernel: kernel as unknown as Sample['kernel'], parameters, arrays };
}

function filled(rows: number, columns: number, value: () => number): SampleArray {
  return { rows, columns, values: Float32Array.from({ length: rows * columns }, value) };
}

/** What was there before is to be overwritten. */
function leftover(rows: number, columns: number): SampleArray {
  return filled(rows, columns, () => -7);
}

/** A sample of every kernel, by the name of its spec. */
export const samples: Readonly<Record<string, (size: SampleSize) => Sample>> = {
  'apply-polynomial': ({ views, channels, random }) =>
    sample(
      applyPolynomial,
      calibrateWater(tubeScanSpectrum({ voltageKV: 120, filtrationMmAluminium: 6, filtrationMmCopper: 0.1 }))
        .correction,
      { values: filled(views, channels, () => 14 * random() ** 2 - 0.1) },
    ),
  'bridge-trace': ({ views, channels, random }) =>
    sample(
      bridgeTrace,
      {},
      {
        sinogram: filled(views, channels, () => 8 * random()),
        trace: filled(views, channels, () => (random() > 0.4 ? 1 : 0)),
        out: leftover(views, channels),
      },
    ),
  threshold: ({ views, channels, random }) =>
    sample(threshold, { above: 0.5 }, { values: filled(views, channels, random), out: leftover(views, channels) }),
};
