import type { MeasuredPlane } from '../../measure/plane.ts';
import { regionStatistics } from '../../measure/region-statistics.ts';
import { contrastLeft } from './detail-contrast.ts';
import { type DetailNoise, detailNoise } from './detail-noise.ts';
import { hasNoise } from './expected-noise.ts';
import { expectedTransfer } from './expected-transfer.ts';
import { atLeast, judged, notMeasured, ROSE, told } from './limits.ts';
import { signed } from './part-names.ts';
import { distanceMm } from './places.ts';
import type {
  Protocol,
  ProtocolFindings,
  ProtocolPlot,
  ProtocolRegion,
  ProtocolRow,
  ProtocolSlice,
} from './protocol.ts';
import { blurMm, bodyRegion, type CircleRegion, LEAST_PIXELS, pixelMm } from './regions.ts';
import { bodyOf, type DiskPart } from './slice-layout.ts';

const MOST_CONTRAST_HU = 50;
const LEAST_DISKS = 3;
/** A detail is seen from 3 on, and for certain at 5 (Rose, J. Opt. Soc. Am. 38:196, 1948, doi 10.1364/JOSA.38.000196). */
const VISIBLE = 3;
const CERTAIN = 5;
/** Diameters of the contrast–detail curve: from so many pixels up to somewhat more than the largest disk. */
const CURVE = { points: 9, leastPixels: 4, beyond: 1.25 } as const;

interface Detail {
  readonly disk: DiskPart;
  readonly name: string;
  readonly shape: CircleRegion;
  readonly trueContrast: number;
  /** The part of it that the mean over the disk has left behind the scan’s blur; `null` where theory does not say. */
  readonly left: number | null;
  readonly contrast: number;
  readonly noise: DetailNoise;
  readonly dPrime: number;
}

/** Disks of low contrast: what can be told from the noise. */
export const lowContrast: Protocol = {
  name: 'low-contrast',
  title: 'Low contrast',
  phantoms: ['low-contrast', 'module-stack'],
  suits(layout) {
    const body = bodyOf(layout);
    const { disks, bars, cutDisks, hasOthers } = layout;
    if (!body || disks.length <= LEAST_DISKS || bars.length > 0 || cutDisks.length > 0 || hasOthers) return false;
    return disks.slice(1).every(({ hounsfield }) => {
      const contrast = Math.abs(hounsfield - body.hounsfield);
      return contrast > 0 && contrast <= MOST_CONTRAST_HU;
    });
  },
  measure,
};

function measure(slice: ProtocolSlice): ProtocolFindings {
  const { plane, layout, experiment } = slice;
  const body = bodyOf(layout)!;
  const inBody = bodyRegion(layout, body);
  const ofBody = regionStatistics(plane, inBody);
  const pixelNoise = ofBody && !ofBody.isCut && ofBody.count >= LEAST_PIXELS ? ofBody.standardDeviation : Number.NaN;
  const isNoisy = hasNoise(experiment);
  const rows: ProtocolRow[] = [];
  const details: Detail[] = [];
  for (const disk of [...layout.disks.slice(1)].sort((a, b) => b.radiusMm - a.radiusMm)) {
    const name = `${diameterText(disk)}, ${signed(disk.hounsfield - body.hounsfield)}`;
    const detail = measured(slice, body, disk, name);
    if (!detail) rows.push(notMeasured(`${name}: d′`, '', NO_ROOM));
    else {
      details.push(detail);
      rows.push(...rowsOf(detail, pixelNoise, isNoisy));
    }
  }
  if (isNoisy && details.length > 0) rows.push(smallestSeen(details));
  const regions: ProtocolRegion[] = [
    ...(details.at(0)?.noise.sites ?? []).map((shape) => ({ label: 'background', shape, role: 'background' as const })),
    // Over a picture there is no room for their contrast.
    ...details.map(({ disk, shape }) => ({ label: diameterText(disk), shape, role: 'object' as const })),
  ];
  const curve = isNoisy ? contrastDetail(plane, slice, details) : null;
  const hasTheory = details.some(({ left }) => left !== null);
  return { rows, regions, plots: curve ? [curve] : [], words: wordsOf(hasTheory, isNoisy) };
}

function diameterText({ radiusMm }: DiskPart): string {
  return `${Number((2 * radiusMm).toFixed(2))} mm`;
}

function wordsOf(hasTheory: boolean, isNoisy: boolean): string {
  const contrast =
    'A contrast is the mean over a circle as large as the disk, less the mean over circles of its size beside it';
  const blur = hasTheory
    ? '; what the scan blurs out of that circle is taken off the contrast expected.'
    : '. Blur makes it smaller than the phantom’s, by how much theory does not say for this scan.';
  if (!isNoisy) return contrast + blur;
  return `${contrast}${blur} After ± stands how much such means scatter where nothing is. d′ is the expected contrast, not the measured one, over that scatter: what an observer who averages over the disk has to tell it by.`;
}

const NO_ROOM =
  'The pixels are too coarse for the disk, or the body has too little room about it for its noise to be measured.';
const DPRIME_OF_EXPECTED = 'Of the contrast expected of the phantom, and of the noise measured.';
const DPRIME_OF_PHANTOM = 'Of the phantom’s own contrast, and of the noise measured.';
const NO_NOISE = 'The scan counts no photons, so it has no noise, and without noise every contrast can be seen.';

function measured(slice: ProtocolSlice, body: DiskPart, disk: DiskPart, name: string): Detail | null {
  const { plane, layout, experiment } = slice;
  const shape: CircleRegion = { kind: 'circle', middle: disk.middle, radius: disk.radiusMm };
  const statistics = regionStatistics(plane, shape);
  if (!statistics || statistics.isCut || statistics.count < LEAST_PIXELS) return null;
  const noise = detailNoise(plane, layout, distanceMm(disk.middle, body.middle), disk.radiusMm, blurMm(slice));
  if (!noise) return null;
  const trueContrast = disk.hounsfield - body.hounsfield;
  const { theory } = expectedTransfer(experiment, slice.subject);
  const left = theory ? contrastLeft(theory, disk.radiusMm) : null;
  return {
    ...{ disk, name, shape, trueContrast, left, noise },
    contrast: statistics.mean - noise.background,
    dPrime: (Math.abs(trueContrast) * (left ?? 1)) / noise.deviation,
  };
}

function rowsOf(
  { name, trueContrast, left, contrast, noise, dPrime }: Detail,
  pixelNoise: number,
  isNoisy: boolean,
): ProtocolRow[] {
  const ofContrast = told({
    ...{ what: `${name}: contrast`, measured: contrast, unit: 'HU' },
    expected: trueContrast * (left ?? 1),
    // Without noise circles beside the disk differ by streaks, which is no spread of the contrast.
    spread: isNoisy ? noise.deviation : null,
    ...(isNoisy ? { remark: null } : { remark: NO_NOISE, remedy: 'photons' as const }),
  });
  if (!isNoisy) return [ofContrast];
  return [
    judged(
      {
        ...{ what: `${name}: d′`, measured: dPrime, spread: dPrime / Math.sqrt(2 * noise.freedom), unit: '' },
        remark: left === null ? DPRIME_OF_PHANTOM : DPRIME_OF_EXPECTED,
      },
      atLeast(VISIBLE, ROSE),
    ),
    ofContrast,
    told({
      ...{ what: `${name}: CNR`, measured: Math.abs(contrast) / pixelNoise, unit: '' },
      spread: noise.deviation / pixelNoise,
      remark: null,
    }),
  ];
}

function smallestSeen(details: readonly Detail[]): ProtocolRow {
  const seen = details.filter(({ dPrime }) => dPrime >= VISIBLE);
  const what = 'Smallest disk that can be seen';
  if (seen.length === 0) return notMeasured(what, 'mm', 'None of the disks can be told from the noise.');
  const smallest = seen.reduce((a, b) => (b.disk.radiusMm < a.disk.radiusMm ? b : a));
  return told({ what, measured: 2 * smallest.disk.radiusMm, unit: 'mm', remark: `The disk of ${smallest.name}.` });
}

/** The least contrast that can be seen, by diameter, beside the disks there are. */
function contrastDetail(plane: MeasuredPlane, slice: ProtocolSlice, details: readonly Detail[]): ProtocolPlot | null {
  if (details.length === 0) return null;
  const body = bodyOf(slice.layout)!;
  const ring = details.reduce((sum, { disk }) => sum + distanceMm(disk.middle, body.middle), 0) / details.length;
  const least = CURVE.leastPixels * pixelMm(plane);
  const most = CURVE.beyond * 2 * Math.max(...details.map(({ disk }) => disk.radiusMm));
  const points = Array.from({ length: CURVE.points }, (_, i) => {
    const diameter = least * (most / least) ** (i / (CURVE.points - 1));
    const noise = detailNoise(plane, slice.layout, ring, diameter / 2, blurMm(slice));
    return { diameter, noise };
  }).flatMap(({ diameter, noise }) => (noise ? [{ diameter, noise }] : []));
  const x = points.map(({ diameter }) => diameter);
  const times = (k: number) => points.map(({ noise }) => k * noise.deviation);
  return {
    title: 'Contrast and detail',
    horizontal: { label: 'Diameter', unit: 'mm', scale: 'log' },
    vertical: { label: 'Contrast', unit: 'HU', scale: 'log' },
    series: [
      {
        name: `Least that can be seen (d′ = ${VISIBLE})`,
        kind: 'line',
        x,
        y: times(VISIBLE),
        errors: points.map(({ noise }) => (VISIBLE * noise.deviation) / Math.sqrt(2 * noise.freedom)),
      },
      { name: `Seen for certain (d′ = ${CERTAIN})`, kind: 'line', x, y: times(CERTAIN) },
      {
        name: 'Disks of the phantom',
        kind: 'points',
        isTheory: true,
        x: details.map(({ disk }) => 2 * disk.radiusMm),
        y: details.map(({ trueContrast }) => Math.abs(trueContrast)),
      },
    ],
  };
}
