import { barModulations } from '../../measure/bar-modulation.ts';
import type { MeasuredPlane } from '../../measure/plane.ts';
import type { RegionShape } from '../../measure/region-shape.ts';
import { type RegionStatistics, regionStatistics } from '../../measure/region-statistics.ts';
import { frequencyAtLevel } from '../../measure/spectra/spectral-curve.ts';
import { type BarGroup, barGroups, regionOfBar, regionOfGroup } from './bar-groups.ts';
import { mostOffByPhase } from './bar-phases.ts';
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
/** In lp/cm. */
const LEAST_RESOLVED = 6;
/** A group whose modulation may be off by more than this part, by how its bars lie on the pixels, is not measured. */
const MOST_OFF_BY_PHASE = 0.1;
/** Directions in which noise is measured, half way between the groups and the middle. */
const NOISE_REGIONS = 8;

interface MeasuredGroup {
  readonly group: BarGroup;
  readonly modulation: number;
}

/** A group that cannot be measured, and why, as a sentence. */
interface LostGroup {
  readonly group: BarGroup;
  readonly why: string;
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
  const lost = all.flatMap((group): LostGroup[] => {
    const why = whyLost(plane, group);
    return why === null ? [] : [{ group, why }];
  });
  const noiseRegions = regionsOfNoise(body, all);
  const noise = noiseRegions.map(({ shape }) => usable(regionStatistics(plane, shape)));
  const groups = all.flatMap((group) => {
    if (lost.some((one) => one.group === group)) return [];
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
  return { rows: rowsOf(slice, measured, lost), regions, plots: [plotOf(slice, measured)], words: WORDS };
}

const WORDS =
  'The spread of the pixels over whole periods of a group, less that of noise and of the odd harmonics, gives its modulation (Droege & Morin 1982): 1 where nothing blurs the bars. A group is resolved where a tenth is left.';

function nameOf({ linePairsPerCm }: BarGroup): string {
  return `${Number(linePairsPerCm.toFixed(2))} lp/cm`;
}

function whyLost(plane: MeasuredPlane, group: BarGroup): string | null {
  if (group.periodMm < 2 * pixelMm(plane)) return 'Its period is less than two pixels.';
  if (mostOffByPhase(plane, group) <= MOST_OFF_BY_PHASE) return null;
  return `Its bars run along the pixels, ${(group.periodMm / pixelMm(plane)).toFixed(1)} of them to a period, which meet the bars at too few phases to tell how much of them is left. Other pixel sizes show it, or the group turned by some degrees.`;
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
  lost: readonly LostGroup[],
): ProtocolRow[] {
  const { theory, whyNone } = expectedTransfer(experiment, subject);
  const curve = {
    frequencies: [0, ...measured.map(({ group }) => group.linePairsPerCm / 10)],
    values: [1, ...measured.map(({ modulation }) => modulation)],
  };
  const modulations = measured.map(({ group, modulation }) => ({
    linePairs: group.linePairsPerCm,
    row: told({
      what: `Modulation at ${nameOf(group)}`,
      measured: modulation,
      unit: '',
      expected: theory ? theory.transfer(group.linePairsPerCm / 10) : null,
      remark: null,
    }),
  }));
  const without = lost.map(({ group, why }) => ({
    linePairs: group.linePairsPerCm,
    row: notMeasured(`Modulation at ${nameOf(group)}`, '', why),
  }));
  return [
    finestRow(measured, lost),
    ...[0.5, 0.1].map((level) => transferRow(level, frequencyAtLevel(curve, level), theory, whyNone)),
    ...[...modulations, ...without].sort((a, b) => a.linePairs - b.linePairs).map(({ row }) => row),
  ];
}

/** The finest group that is resolved: a bound from below, where the one beyond it could not be measured. */
function finestRow(measured: readonly MeasuredGroup[], lost: readonly LostGroup[]): ProtocolRow {
  const first = measured.findIndex(({ modulation }) => modulation < RESOLVED);
  const resolved = (first < 0 ? measured.at(-1)! : measured[first - 1])?.group.linePairsPerCm ?? 0;
  const end = first < 0 ? Number.POSITIVE_INFINITY : measured[first]!.group.linePairsPerCm;
  const isOpen = lost.some(({ group }) => group.linePairsPerCm > resolved && group.linePairsPerCm < end);
  const remark = isOpen ? 'Groups beyond it may be resolved too: the pixels do not show them.' : null;
  const row = { what: 'Finest group resolved', measured: resolved, unit: 'lp/cm', remark };
  return isOpen && resolved < LEAST_RESOLVED ? told(row) : judged(row, atLeast(LEAST_RESOLVED, ACR));
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
