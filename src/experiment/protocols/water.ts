import type { MeasuredPlane } from '../../measure/plane.ts';
import { type RegionStatistics, regionStatistics } from '../../measure/region-statistics.ts';
import { expectedNoiseHounsfield, expectedNoiseTheory, hasNoise } from './expected-noise.ts';
import { about, IEC, judged, notMeasured, told } from './limits.ts';
import { nameOfBody } from './part-names.ts';
import type {
  Protocol,
  ProtocolFindings,
  ProtocolPlot,
  ProtocolRegion,
  ProtocolRow,
  ProtocolSlice,
} from './protocol.ts';
import { type CircleRegion, LEAST_PIXELS, PART_OF_BODY, pixelMm } from './regions.ts';
import { bodyOf, type DiskPart } from './slice-layout.ts';

/** A body whose CT number is farther from that of water is not what uniformity is measured in. */
const WATER_HU = 20;
/** Outer regions end so far from the rim, or a tenth of the radius where that is less. */
const FROM_RIM_MM = 10;
/** IEC 61223-3-5 measures noise in a circle of 40 % of the phantom’s diameter. */
const PART_FOR_NOISE = 0.4;
const NOISE_MARGIN = 0.15;

const SIDES = [
  ['right', 1, 0],
  ['top', 0, 1],
  ['left', -1, 0],
  ['bottom', 0, -1],
] as const;

/** Uniformity and noise in a disk of water. */
export const water: Protocol = {
  name: 'water',
  title: 'Uniformity and noise',
  phantoms: ['water-disk'],
  suits(layout) {
    const body = bodyOf(layout);
    const { disks, bars, cutDisks, hasOthers } = layout;
    const isAlone = disks.length === 1 && bars.length === 0 && cutDisks.length === 0 && !hasOthers;
    return body !== null && isAlone && Math.abs(body.hounsfield) <= WATER_HU;
  },
  measure,
};

function measure(slice: ProtocolSlice): ProtocolFindings {
  const { plane, layout } = slice;
  const body = bodyOf(layout)!;
  const name = nameOfBody(body);
  const radius = PART_OF_BODY * body.radiusMm;
  const outwards = body.radiusMm - Math.min(FROM_RIM_MM, 0.1 * body.radiusMm) - radius;
  const inMiddle = { label: 'centre', shape: circle(body, 0, 0, radius) };
  const around = SIDES.map(([label, x, y]) => ({ label, shape: circle(body, x * outwards, y * outwards, radius) }));
  const statistics = [inMiddle, ...around].map(({ shape }) => usable(regionStatistics(plane, shape)));
  if (statistics.some((one) => one === null)) {
    const why = 'The slice is too small, or its pixels are too coarse, for the five regions in the disk.';
    return { rows: [notMeasured('Uniformity', 'HU', why)], regions: [], plots: [], words: WORDS };
  }
  const [centre, ...sides] = statistics as [RegionStatistics, ...RegionStatistics[]];
  const forNoise = { label: 'noise', shape: circle(body, 0, 0, PART_FOR_NOISE * body.radiusMm) };
  const rows: ProtocolRow[] = [
    judged(
      {
        what: `${name}, in the centre`,
        measured: centre.mean,
        spread: centre.standardDeviation,
        unit: 'HU',
        expected: body.hounsfield,
      },
      about(body.hounsfield, 4, IEC),
    ),
    ...around.map(({ label }, i) =>
      judged(
        { what: `Uniformity, ${label} minus centre`, measured: sides[i]!.mean - centre.mean, unit: 'HU', expected: 0 },
        about(0, 4, IEC),
      ),
    ),
    noiseRow(slice, body, forNoise.shape),
    ...indices(centre, sides),
  ];
  const regions: ProtocolRegion[] = [inMiddle, ...around, forNoise];
  return { rows, regions, plots: [cupping(plane, body)], words: WORDS };
}

const WORDS =
  'Five circles of a tenth of the diameter: one in the middle, four near the rim. Noise is the standard deviation in a circle of 40 % of the diameter.';

function circle({ middle }: DiskPart, x: number, y: number, radius: number): CircleRegion {
  return { kind: 'circle', middle: { x: middle.x + x, y: middle.y + y }, radius };
}

function usable(statistics: RegionStatistics | null): RegionStatistics | null {
  return statistics && !statistics.isCut && statistics.count >= LEAST_PIXELS ? statistics : null;
}

function noiseRow(
  { plane, experiment, subject, waterMuPerMm }: ProtocolSlice,
  body: DiskPart,
  shape: CircleRegion,
): ProtocolRow {
  const measured = regionStatistics(plane, shape)!.standardDeviation;
  const row = { what: 'Noise', measured, unit: 'HU' };
  const { theory, whyNone } = expectedNoiseTheory(experiment, subject);
  if (theory === null) {
    return told({ ...row, remark: whyNone, ...(!hasNoise(experiment) && { remedy: 'photons' as const }) });
  }
  const expected = expectedNoiseHounsfield(theory, experiment, body, shape, waterMuPerMm);
  return judged({ ...row, expected }, about(expected, NOISE_MARGIN * expected, `${IEC}: within 15 %`));
}

/** Uniformity index and integral non-uniformity (Elstrøm et al., Acta Oncol. 50:917, 2011, doi 10.3109/0284186X.2011.590525). */
function indices(centre: RegionStatistics, sides: readonly RegionStatistics[]): ProtocolRow[] {
  const means = [centre, ...sides].map(({ mean }) => mean);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const farthest = sides
    .map(({ mean }) => (100 * (mean - centre.mean)) / (centre.mean + 1000))
    .reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  const remark = 'Reported only: it is compared with earlier ones of the same scanner.';
  return [
    told({ what: 'Uniformity index', measured: farthest, unit: '%', expected: 0, remark }),
    told({
      what: 'Integral non-uniformity',
      measured: (most - least) / (most + least + 2000),
      unit: '',
      expected: 0,
      remark,
    }),
  ];
}

/** The mean on rings about the middle: a cup where the beam hardens, a cap where it is corrected too far. */
function cupping(plane: MeasuredPlane, body: DiskPart): ProtocolPlot {
  const step = Math.max(2 * pixelMm(plane), body.radiusMm / 40);
  const count = Math.floor((body.radiusMm - 2 * pixelMm(plane)) / step);
  const sums = new Float64Array(count);
  const pixels = new Float64Array(count);
  for (let row = 0; row < plane.rows; row++) {
    const y = plane.vertical.first + row * plane.vertical.step - body.middle.y;
    for (let column = 0; column < plane.columns; column++) {
      const x = plane.horizontal.first + column * plane.horizontal.step - body.middle.x;
      const ring = Math.floor(Math.hypot(x, y) / step);
      if (ring >= count) continue;
      sums[ring]! += plane.values[row * plane.columns + column]!;
      pixels[ring]!++;
    }
  }
  const x = Array.from(sums, (_, ring) => (ring + 0.5) * step);
  return {
    title: 'CT number from the middle to the rim',
    horizontal: { label: 'Distance from the middle', unit: 'mm', scale: 'linear' },
    vertical: { label: 'Mean on a ring', unit: 'HU', scale: 'linear' },
    series: [
      { name: 'Measured', kind: 'line', x, y: Array.from(sums, (sum, ring) => sum / pixels[ring]!) },
      { name: 'Truth', kind: 'line', isTheory: true, x: [0, count * step], y: [body.hounsfield, body.hounsfield] },
    ],
  };
}
