import { fitLine } from '../../measure/line-fit.ts';
import type { MeasuredPlane } from '../../measure/plane.ts';
import { type RegionStatistics, regionStatistics } from '../../measure/region-statistics.ts';
import { about, atMost, IEC, IPEM, judged, notMeasured, TG_66, told } from './limits.ts';
import { nameOfBody, namesOfParts } from './part-names.ts';
import { distanceMm, placeOf } from './places.ts';
import type { Protocol, ProtocolFindings, ProtocolRegion, ProtocolRow, ProtocolSlice } from './protocol.ts';
import { blurMm, bodyRegion, insideDisk, LEAST_PIXELS } from './regions.ts';
import { bodyOf, type DiskPart } from './slice-layout.ts';

/** Fewer values make no line. */
const LEAST_VALUES = 3;
/** A module of low contrasts has its own protocol. */
const HIGH_CONTRAST_HU = 50;
/** An insert has a place that can be measured where it stands out of the noise this many times. */
const CLEAR = 10;

interface MeasuredInsert {
  readonly part: DiskPart;
  readonly name: string;
  readonly statistics: RegionStatistics;
}

/** CT numbers: every insert, their linearity, water, and where inserts are. */
export const ctNumbers: Protocol = {
  name: 'ct-numbers',
  title: 'CT numbers and linearity',
  phantoms: ['ct-number-module', 'ct-number-plastics', 'module-stack'],
  suits(layout) {
    const body = bodyOf(layout);
    if (!body || layout.hasOthers || layout.bars.length > 0 || layout.cutDisks.length > 0) return false;
    const inserts = layout.disks.slice(1);
    const contrasts = inserts.map(({ hounsfield }) => Math.abs(hounsfield - body.hounsfield));
    return new Set(inserts.map(insertValue)).size >= LEAST_VALUES && Math.max(...contrasts) > HIGH_CONTRAST_HU;
  },
  measure,
};

function insertValue({ hounsfield }: DiskPart): number {
  return Math.round(hounsfield);
}

function measure(slice: ProtocolSlice): ProtocolFindings {
  const { plane, layout } = slice;
  const body = bodyOf(layout)!;
  const inserts = layout.disks.slice(1);
  const names = namesOfParts(inserts);
  const regions: ProtocolRegion[] = [];
  const rows: ProtocolRow[] = [];

  const inBody = bodyRegion(layout, body);
  const ofBody = regionStatistics(plane, inBody);
  const nameOfMiddle = `${nameOfBody(body)}, in the middle`;
  if (ofBody && !ofBody.isCut && ofBody.count >= LEAST_PIXELS) {
    regions.push({ label: nameOfBody(body), shape: inBody });
    rows.push(
      judged({ ...numbersOf(ofBody), what: nameOfMiddle, expected: body.hounsfield }, about(body.hounsfield, 4, IEC)),
    );
  } else rows.push(notMeasured(nameOfMiddle, 'HU', TOO_COARSE));

  const measured: MeasuredInsert[] = [];
  inserts.forEach((part, i) => {
    const name = names[i]!;
    const shape = insideDisk(part, slice);
    const statistics = shape && regionStatistics(plane, shape);
    if (!shape || !statistics || statistics.isCut || statistics.count < LEAST_PIXELS) {
      rows.push(notMeasured(name, 'HU', statistics?.isCut ? CUT_OFF : TOO_COARSE));
      return;
    }
    regions.push({ label: name, shape });
    measured.push({ part, name, statistics });
    rows.push(
      judged({ ...numbersOf(statistics), what: name, expected: part.hounsfield }, about(part.hounsfield, 10, IPEM)),
    );
  });

  const line = linearity(measured, ofBody && { part: body, name: nameOfMiddle, statistics: ofBody });
  const noise = ofBody?.standardDeviation ?? Number.NaN;
  return {
    rows: [...rows, ...line.rows, ...positions(plane, measured, body, noise, blurMm(slice))],
    regions,
    plots: line.plots,
    words:
      'Each CT number is the mean of the pixels well inside an insert, with their standard deviation. The line of least squares through them says how the scale is stretched (slope) and shifted (intercept).',
  };
}

const TOO_COARSE = 'The pixels, or the channels, are too coarse for a region well inside of it.';
const CUT_OFF = 'It reaches beyond the slice.';

function numbersOf({ mean, standardDeviation }: RegionStatistics) {
  return { measured: mean, spread: standardDeviation, unit: 'HU' };
}

function linearity(measured: readonly MeasuredInsert[], ofBody: MeasuredInsert | null) {
  const points = ofBody ? [ofBody, ...measured] : measured;
  const x = points.map(({ part }) => part.hounsfield);
  const y = points.map(({ statistics }) => statistics.mean);
  if (new Set(x.map(Math.round)).size < LEAST_VALUES) {
    return { rows: [notMeasured('Linearity', '', 'It takes at least three different CT numbers.')], plots: [] };
  }
  const { slope, intercept, correlation } = fitLine(x, y);
  const remark = 'Reported only: the documents set limits for the CT numbers themselves.';
  const ends = [Math.min(...x), Math.max(...x)];
  return {
    rows: [
      told({ what: 'Linearity, slope', measured: slope, unit: '', expected: 1, remark }),
      told({ what: 'Linearity, intercept', measured: intercept, unit: 'HU', expected: 0, remark }),
      told({ what: 'Linearity, correlation r', measured: correlation, unit: '', expected: 1, remark }),
    ],
    plots: [
      {
        title: 'Linearity of CT numbers',
        horizontal: { label: 'True CT number', unit: 'HU', scale: 'linear' as const },
        vertical: { label: 'Measured CT number', unit: 'HU', scale: 'linear' as const },
        series: [
          {
            name: 'Inserts',
            kind: 'points' as const,
            x,
            y,
            errors: points.map(({ statistics }) => statistics.standardDeviation),
          },
          { name: 'Fitted line', kind: 'line' as const, x: ends, y: ends.map((end) => slope * end + intercept) },
          { name: 'Truth', kind: 'line' as const, isTheory: true, x: ends, y: ends },
        ],
      },
    ],
  };
}

/** How far inserts that stand out are from where they should be, and whether the widest distance between two is right. */
function positions(
  plane: MeasuredPlane,
  measured: readonly MeasuredInsert[],
  body: DiskPart,
  noise: number,
  blur: number,
): ProtocolRow[] {
  const found = measured.flatMap(({ part, name }) => {
    const isClear = Math.abs(part.hounsfield - body.hounsfield) > CLEAR * Math.max(noise, 1);
    const at = isClear ? placeOf(plane, part, blur) : null;
    return at ? [{ part, name, at }] : [];
  });
  const [what, between] = ['Insert farthest from its place', 'Widest distance between two inserts'];
  if (found.length < 2) {
    const remark = 'Fewer than two inserts stand out clearly enough from the noise for their places to be measured.';
    return [notMeasured(what, 'mm', remark), notMeasured(between, 'mm', remark)];
  }
  const off = found.map(({ part, name, at }) => ({ name, mm: distanceMm(part.middle, at) }));
  const worst = off.reduce((a, b) => (b.mm > a.mm ? b : a));
  const pairs = found.flatMap((a, i) =>
    found.slice(i + 1).map((b) => ({ a, b, mm: distanceMm(a.part.middle, b.part.middle) })),
  );
  const widest = pairs.reduce((a, b) => (b.mm > a.mm + 1e-3 ? b : a));
  return [
    judged({ what: `${what} (${worst.name})`, measured: worst.mm, unit: 'mm', expected: 0 }, atMost(1, TG_66)),
    judged(
      {
        what: `${between} (${widest.a.name} to ${widest.b.name})`,
        measured: distanceMm(widest.a.at, widest.b.at),
        unit: 'mm',
        expected: widest.mm,
      },
      about(widest.mm, 1, TG_66),
    ),
  ];
}
