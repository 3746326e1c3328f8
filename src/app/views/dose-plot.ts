import './dose-plot.css';
import { make } from '../elements/element.ts';
import { makeSvg } from '../elements/svg.ts';
import { logTicks } from '../panes/log-ticks.ts';
import { powerText, significant } from '../panes/number-text.ts';

/** A scan that was made: what it cost and how noisy its slice is. */
export interface DosePoint {
  /** Photons × projections. */
  readonly relativeDose: number;
  /** Standard deviation in the middle of the slice, in `unit`. */
  readonly noise: number;
  readonly unit: string;
  /** Scans of one series differ in nothing but photons, projections and seed. */
  readonly series: string;
}

const WIDTH = 190;
const HEIGHT = 142;
const MARGIN = { left: 36, right: 8, top: 18, bottom: 30 };
const PLOT_WIDTH = WIDTH - MARGIN.left - MARGIN.right;
const PLOT_HEIGHT = HEIGHT - MARGIN.top - MARGIN.bottom;
/** Decades that the axes have at the least; half as many of noise, which goes as the root of the dose. */
const LEAST_DECADES = { dose: 2, noise: 1 };
const MARGIN_DECADES = 0.15;
/** More dots hide each other. */
const MOST_POINTS = 60;

/** Noise against dose on logarithmic axes: a dot for each scan made of a phantom, a line for noise ∝ 1/√dose. */
export class DosePlot {
  readonly root: HTMLElement;
  readonly #picture = make('div', { class: 'dose-plot' });
  #points: DosePoint[] = [];

  constructor() {
    this.root = make(
      'details',
      { class: 'numbers-details' },
      make('summary', {}, 'Noise against dose'),
      this.#picture,
      make('p', { class: 'numbers-note' }, 'Each dot is a scan; the line is noise ∝ 1/√dose through the latest one.'),
    );
    // Below a narrow stage the numbers are a strip that a picture would make three times as high.
    this.root.toggleAttribute('open', matchMedia('(min-width: 70.01rem)').matches);
    this.#draw();
  }

  /** A scan already there is the last one again, not another. */
  add(point: DosePoint): void {
    const isSame = (other: DosePoint) =>
      other.series === point.series && other.relativeDose === point.relativeDose && other.noise === point.noise;
    this.#points = [...this.#points.filter((other) => !isSame(other) && other.unit === point.unit), point];
    this.#points = this.#points.slice(-MOST_POINTS);
    this.#draw();
  }

  /** For another phantom. */
  clear(): void {
    this.#points = [];
    this.#draw();
  }

  #draw(): void {
    const last = this.#points.at(-1);
    this.root.hidden = !last;
    if (last) this.#picture.replaceChildren(plotSvg(this.#points, last));
  }
}

/** A logarithmic axis; positions are pixels from its least end. */
interface LogAxis {
  readonly least: number;
  readonly most: number;
  positionOf(value: number): number;
}

function logAxis(values: readonly number[], leastDecades: number, pixels: number): LogAxis {
  const logs = values.map(Math.log10);
  const low = Math.min(...logs) - MARGIN_DECADES;
  const high = Math.max(...logs) + MARGIN_DECADES;
  const spare = Math.max(0, leastDecades - (high - low)) / 2;
  const from = low - spare;
  const decades = high + spare - from;
  return {
    least: 10 ** from,
    most: 10 ** (from + decades),
    positionOf: (value) => ((Math.log10(value) - from) / decades) * pixels,
  };
}

function plotSvg(points: readonly DosePoint[], last: DosePoint): SVGSVGElement {
  const doses = points.map(({ relativeDose }) => relativeDose);
  const noises = points.map(({ noise }) => noise);
  const dose = logAxis(doses, LEAST_DECADES.dose, PLOT_WIDTH);
  const noise = logAxis(noises, LEAST_DECADES.noise, PLOT_HEIGHT);
  const across = (value: number) => dose.positionOf(value).toFixed(1);
  const down = (value: number) => (PLOT_HEIGHT - noise.positionOf(value)).toFixed(1);
  const lawAt = (amount: number) => last.noise * Math.sqrt(last.relativeDose / amount);

  const doseTicks = logTicks(dose.least, dose.most, 2).flatMap((tick) => [
    makeSvg('path', { d: `M${across(tick)} ${PLOT_HEIGHT}v4` }),
    makeSvg('text', { x: across(tick), y: PLOT_HEIGHT + 14, 'text-anchor': 'middle' }, powerText(tick)),
  ]);
  const noiseTicks = logTicks(noise.least, noise.most, 3).flatMap((tick) => [
    makeSvg('path', { d: `M0 ${down(tick)}h-4` }),
    makeSvg('text', { x: -6, y: down(tick), dy: '0.32em', 'text-anchor': 'end' }, String(Number(tick.toPrecision(3)))),
  ]);
  const dots = points.map((point) => {
    const kind = point === last ? 'last' : point.series === last.series ? 'same' : 'other';
    const words = `dose ${powerText(point.relativeDose)}, noise ${significant(point.noise)} ${point.unit}`;
    return makeSvg(
      'circle',
      {
        class: `dose-plot-${kind}`,
        cx: across(point.relativeDose),
        cy: down(point.noise),
        r: point === last ? 4 : 3,
      },
      makeSvg('title', {}, words),
    );
  });
  const law = `M${across(dose.least)} ${down(lawAt(dose.least))}L${across(dose.most)} ${down(lawAt(dose.most))}`;
  const scans = `${points.length} ${points.length === 1 ? 'scan' : 'scans'}`;
  const label = `Noise against dose, ${scans}; the last: dose ${powerText(last.relativeDose)}, noise ${significant(last.noise)} ${last.unit}`;
  return makeSvg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label },
    makeSvg(
      'g',
      { transform: `translate(${MARGIN.left} ${MARGIN.top})` },
      makeSvg('path', { class: 'dose-plot-axes', d: `M0 0V${PLOT_HEIGHT}H${PLOT_WIDTH}` }),
      makeSvg('g', { class: 'dose-plot-ticks' }, ...doseTicks, ...noiseTicks),
      makeSvg('text', { x: PLOT_WIDTH, y: PLOT_HEIGHT + 27, 'text-anchor': 'end' }, 'photons × projections'),
      makeSvg('text', { x: -6, y: -8 }, `noise (${last.unit})`),
      // A picture in the picture cuts the law off at the axes.
      makeSvg('svg', { width: PLOT_WIDTH, height: PLOT_HEIGHT }, makeSvg('path', { class: 'dose-plot-law', d: law })),
      ...dots,
    ),
  );
}
