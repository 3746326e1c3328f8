import type { DeviceArray } from '../../compute/device.ts';
import type { Operators } from '../../operators/contract.ts';
import { WATER_MU_PER_MM } from '../../phantom/attenuation.ts';
import type { RunExperiment } from './accuracy-figures.ts';
import { type HeadMethod, type HeadProblem, relativeErrors } from './iterated-head.ts';

/** What figures are made with. */
export interface FigureMakers {
  readonly operators: Operators<DeviceArray>;
  readonly run: RunExperiment;
}

/** A table of docs/iterative.md. */
export interface IterativeTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly { readonly name: string; of(makers: FigureMakers): Promise<readonly string[]> }[];
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 0.13, 8.2·10⁻³ */
export function shortNumber(value: number): string {
  if (value >= 0.1) return value.toFixed(2);
  const [digits, exponent] = value.toExponential(1).split('e-');
  return `${digits}·10⁻${[...exponent!].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
}

const FEW: HeadProblem = { views: 60, channels: 368 };
const NOISY: HeadProblem = { views: 180, channels: 368, photons: 2e4, peak: 2.5 };

/** ‖x − x*‖/‖x*‖ after some iterations. */
const errorsOf = (name: string, problem: HeadProblem, given: HeadMethod, after: readonly number[]) => ({
  name,
  async of({ operators }: FigureMakers) {
    const errors = await relativeErrors(operators, problem, given, Math.max(...after));
    return after.map((iteration) => errors[iteration]!.toFixed(3));
  },
});

const AFTER = [100, 300, 1000, 2000, 3000];

const leastVariation = (views: number) => ({
  name: String(views),
  async of({ operators }: FigureMakers) {
    const given: HeadMethod = { method: 'tv-pdhg', settings: { dataTerm: 'equality', tvStrength: 20 } };
    const errors = await relativeErrors(operators, { views, channels: 364 }, given, AFTER.at(-1)!);
    return AFTER.map((iteration) => shortNumber(errors[iteration]!));
  },
});

/** RMSE in the brain, two pixels and more from every edge between materials, and of the whole slice, in HU. */
const doseOf = (name: string, photons: number, reconstruction: object) => ({
  name,
  async of({ run }: FigureMakers) {
    const { image, truth, grid, rmse } = await run({
      version: 2,
      phantom: 'shepp-logan-1974',
      acquisition: { beam: { kind: 'monochromatic', energyKeV: 60 }, noise: { photons } },
      scan: { views: 360, channels: 184, channelSpacingMm: 2 },
      reconstruction: { ...reconstruction, grid: { pixels: 128, pixelSizeMm: 2 } },
    });
    let [sum, count] = [0, 0];
    for (let pixel = 0; pixel < image.length; pixel++) {
      if (!isEven(truth!, pixel, grid.columns)) continue;
      sum += (image[pixel]! - truth![pixel]!) ** 2;
      count++;
    }
    const inHu = (value: number) => (1000 * value) / WATER_MU_PER_MM;
    return [
      photons.toLocaleString('en'),
      `${inHu(Math.sqrt(sum / count)).toFixed(1)} HU`,
      `${inHu(rmse).toFixed(0)} HU`,
    ];
  },
});

/** Whether a pixel has matter and the same as all others up to two pixels away. */
function isEven(truth: Float32Array, pixel: number, columns: number): boolean {
  const own = truth[pixel]!;
  if (own === 0) return false;
  for (let row = -2; row <= 2; row++) {
    for (let column = -2; column <= 2; column++) {
      const other = truth[pixel + row * columns + column];
      if (other === undefined || Math.abs(other - own) > 1e-6 * own) return false;
    }
  }
  return true;
}

const FROM_FBP = { start: 'fbp' };

/** The figures of docs/iterative.md; some take hours of one thread. */
export const ITERATIVE_TABLES: readonly IterativeTable[] = [
  {
    title: 'Sixty views, no noise',
    head: ['method', 'after 10', '100', '1000'],
    rows: [
      errorsOf('`sirt`', FEW, { method: 'sirt' }, [10, 100, 1000]),
      errorsOf('`cgls`', FEW, { method: 'cgls' }, [10, 80]),
      errorsOf('`os-sart`, 10 subsets', FEW, { method: 'os-sart' }, [10]),
      errorsOf('`sart`', FEW, { method: 'sart' }, [10]),
      errorsOf(
        '`gradient`, Nesterov’s momentum, x ≥ 0',
        FEW,
        { method: 'gradient', settings: { momentum: 'nesterov', isNonNegative: true } },
        [10, 100],
      ),
    ],
  },
  {
    title: 'Semi-convergence',
    head: ['method', 'after 10', 'best', 'at', 'last', 'at'],
    rows: (
      [
        ['cgls', 60],
        ['sirt', 300],
      ] as const
    ).map(([method, iterations]) => ({
      name: `\`${method}\``,
      async of({ operators }) {
        const errors = await relativeErrors(operators, NOISY, { method }, iterations);
        const best = errors.indexOf(Math.min(...errors));
        return [
          errors[10]!.toFixed(3),
          errors[best]!.toFixed(3),
          `${best}`,
          errors.at(-1)!.toFixed(3),
          `${iterations}`,
        ];
      },
    })),
  },
  {
    title: 'Few views and total variation',
    head: ['views', ...AFTER.map(String)],
    rows: [30, 22, 20, 16, 12].map(leastVariation),
  },
  {
    title: 'A tenth of the dose',
    head: ['method', 'photons', 'brain', 'all of it'],
    rows: [
      doseOf('FBP, Ram-Lak', 200_000, {}),
      doseOf('FBP, Ram-Lak', 20_000, {}),
      doseOf('FBP, Hann', 20_000, { filter: 'hann' }),
      doseOf('FBP, Hann, `cutoff` 0.5', 20_000, { filter: 'hann', cutoff: 0.5 }),
      doseOf('`pwls`, 10 iterations of 10 subsets from FBP', 20_000, { ...FROM_FBP, method: 'pwls' }),
      doseOf('`tv-fista`, 20 iterations from FBP', 20_000, { ...FROM_FBP, method: 'tv-fista', iterations: 20 }),
    ],
  },
];
