import { barModulations } from '../../measure/bar-modulation.ts';
import type { RegionShape } from '../../measure/region-shape.ts';
import { type RegionStatistics, regionStatistics } from '../../measure/region-statistics.ts';
import { frequencyAtLevel } from '../../measure/spectra/spectral-curve.ts';
import { type BarGroup, barGroups, regionOfBar, regionOfGroup } from './bar-groups.ts';
import { expectedTransfer } from './expected-transfer.ts';
import { ACR, atLeast, judged, notMeasured, told } from './limits.ts';
import type {
  Protocol,
  ProtocolFindings,
  ProtocolRegion,
  ProtocolRow,
  ProtocolSeries,
  ProtocolSlice,
} from './protocol.ts';
import { LEAST_PIXELS, pixelMm } from './regions.ts';
import { bodyOf, type DiskPart } from './slice-layout.ts';
import { theoreticalFrequency, transferRow } from './transfer-rows.ts';

const LEAST_GROUPS = 3;
const LEAST_PIXELS_OF_BAR = 4;
/** A group is resolved where so much of its contrast is left. */
const RESOLVED = 0.1;
/** Directions in which noise is measured, half way between the groups and the middle. */
const NOISE_REGIONS = 8;

interface MeasuredGroup {
  readonly group: BarGroup;
  readonly modulation: number;
}

/** Groups of bars, each with its frequency: how much of their contrast is left. */
export const linePairs: Protocol = {
  name: 'line-pairs',
  title: 'Line pairs',
  phantoms: ['line-pairs', 'module-stack'],
  suits(layout) {
    const isBodyAlone = layout.disks.length === 1 && layout.cutDisks.length === 0 && !layout.hasOthers;
    return isBodyAlone && bodyOf(layout) !== null && barGroups(layout.bars).length >= LEAST_GROUPS;
  },
  measure,
};

function measure(slice: ProtocolSlice): ProtocolFindings {
  const { plane, layout } = slice;
  const body = bodyOf(layout)!;
  const all = barGroups(layout.bars);
  const fine = all.filter(({ periodMm }) => periodMm < 2 * pixelMm(plane));
  const noiseRegions = regionsOfNoise(body, all);
  const noise = noiseRegions.map(({ shape }) => usable(regionStatistics(plane, shape)));
  const groups = all.flatMap((group) => {
    if (fine.includes(group)) return [];
    const shape = regionOfGroup(group);
    const statistics = usable(regionStatistics(plane, shape));
    return statistics ? [{ group, shape, statistics }] : [];
  });
  const barRegion = { label: 'bar', shape: regionOfBar(all[0]!) };
  // The middle of a bar, of which no spread is asked.
  const ofBar = usable(regionStatistics(plane, barRegion.shape), LEAST_PIXELS_OF_BAR);
  if (groups.length < LEAST_GROUPS || !ofBar || noise.some((one) => one === null)) {
    const why = 'The slice is too small, or its pixels are too coarse, to show three groups of bars.';
    return { rows: [notMeasured('Modulation', '', why)], regions: [], plots: [], words: WORDS };
  }
  const ofNoise = noise as RegionStatistics[];
  const background = mean(ofNoise.map((one) => one.mean));
  const variance = mean(ofNoise.map((one) => one.standardDeviation ** 2));
  const contrast = ofBar.mean - background;
  const modulations = barModulations(
    groups.map(({ group, statistics }) => ({
      frequency: group.linePairsPerCm,
      variance: statistics.standardDeviation ** 2 - variance,
    })),
    contrast,
  );
  const measured = groups.map(({ group }, i) => ({ group, modulation: modulations[i]! }));
  const regions: ProtocolRegion[] = [
    ...groups.map(({ group, shape }) => ({ label: nameOf(group), shape })),
    barRegion,
    ...noiseRegions,
  ];
  return { rows: rowsOf(slice, measured, fine), regions, plots: [plotOf(slice, measured)], words: WORDS };
}

const WORDS =
  'The spread of the pixels over whole periods of a group, less that of noise and of the odd harmonics, gives its modulation (Droege & Morin 1982): 1 where nothing blurs the bars. A group is resolved where a tenth is left.';

function nameOf({ linePairsPerCm }: BarGroup): string {
  return `${Number(linePairsPerCm.toFixed(2))} lp/cm`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function usable(statistics: RegionStatistics | null, least = LEAST_PIXELS): RegionStatistics | null {
  return statistics && !statistics.isCut && statistics.count >= least ? statistics : null;
}

/** Circles on a ring half as wide as that of the groups. */
function regionsOfNoise({ middle, radiusMm }: DiskPart, groups: readonly BarGroup[]): ProtocolRegion[] {
  const distance = (group: BarGroup) => Math.hypot(group.middle.x - middle.x, group.middle.y - middle.y);
  const ring = mean(groups.map(distance)) / 2;
  return Array.from({ length: NOISE_REGIONS }, (_, i) => {
    const angle = (2 * Math.PI * i) / NOISE_REGIONS;
    const at = { x: middle.x + ring * Math.cos(angle), y: middle.y + ring * Math.sin(angle) };
    const shape: RegionShape = { kind: 'circle', middle: at, radius: 0.05 * radiusMm };
    return { label: 'noise', shape };
  });
}

function rowsOf(
  { experiment, subject }: ProtocolSlice,
  measured: readonly MeasuredGroup[],
  fine: readonly BarGroup[],
): ProtocolRow[] {
  const { theory, whyNone } = expectedTransfer(experiment, subject);
  const curve = {
    frequencies: [0, ...measured.map(({ group }) => group.linePairsPerCm / 10)],
    values: [1, ...measured.map(({ modulation }) => modulation)],
  };
  const lost = measured.findIndex(({ modulation }) => modulation < RESOLVED);
  const resolved = lost < 0 ? measured.at(-1)! : measured[lost - 1];
  const limit = atLeast(6, ACR);
  const finest = { what: 'Finest group resolved', measured: resolved?.group.linePairsPerCm ?? 0, unit: 'lp/cm' };
  // What the finest group says that can be measured is a bound from below.
  const isOpen = lost < 0 && fine.length > 0;
  const ofFinest =
    isOpen && finest.measured < 6
      ? told({ ...finest, remark: 'Pixels are too coarse for the groups beyond it.' })
      : judged({ ...finest, remark: isOpen ? 'Pixels are too coarse for the groups beyond it.' : null }, limit);
  return [
    ofFinest,
    ...[0.5, 0.1].map((level) => transferRow(level, frequencyAtLevel(curve, level), theory, whyNone)),
    ...measured.map(({ group, modulation }) =>
      told({
        what: `Modulation at ${nameOf(group)}`,
        measured: modulation,
        unit: '',
        expected: theory ? theory.transfer(group.linePairsPerCm / 10) : null,
        remark: null,
      }),
    ),
    ...fine.map((group) => notMeasured(`Modulation at ${nameOf(group)}`, '', 'Its period is less than two pixels.')),
  ];
}

function plotOf({ experiment, subject }: ProtocolSlice, measured: readonly MeasuredGroup[]) {
  const x = measured.map(({ group }) => group.linePairsPerCm);
  const most = Math.max(...x);
  const steps = Array.from({ length: 101 }, (_, i) => (i * most) / 100);
  const { theory } = expectedTransfer(experiment, subject);
  const series: ProtocolSeries[] = [
    { name: 'Groups of bars', kind: 'points', x, y: measured.map(({ modulation }) => modulation) },
    ...(theory
      ? [
          {
            name: 'MTF in theory',
            kind: 'line' as const,
            isTheory: true,
            x: steps,
            y: steps.map((f) => theory.transfer(f / 10)),
          },
        ]
      : []),
  ];
  return {
    title: 'Modulation of line pairs',
    horizontal: { label: 'Frequency', unit: 'lp/cm', scale: 'linear' as const },
    vertical: { label: 'Modulation', unit: '', scale: 'linear' as const },
    series,
    marks: theory
      ? [0.5, 0.1].flatMap((level) => {
          const at = theoreticalFrequency(theory, level);
          return at === null ? [] : [{ x: 10 * at, label: `${100 * level} % in theory` }];
        })
      : [],
  };
}
