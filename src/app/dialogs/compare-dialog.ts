import './compare.css';
import type { DisplayUnit, Experiment } from '../../experiment/experiment.ts';
import { gridOf } from '../../experiment/experiment.ts';
import type { StageTime } from '../../experiment/stage-clock.ts';
import { button, make } from '../elements/element.ts';
import type { BackendResult, Comparison } from '../engine/compare-backends.ts';
import { CanvasSurface } from '../panes/canvas-surface.ts';
import { toScaleNavigation } from '../panes/navigation.ts';
import { significant } from '../panes/number-text.ts';
import { Pane } from '../panes/pane.ts';
import { sentenceFor } from '../shell/notices.ts';
import { differenceScale, errorInDisplayUnit, unitText } from '../views/display-units.ts';
import { sliceAxes } from '../views/slice-picture.ts';
import { compareVerdict } from './compare-verdict.ts';
import { openDialog } from './dialog.ts';

/** Runs a comparison and shows what came out: times, agreement, the difference image and a verdict. */
export function showCompare(
  experiment: Experiment,
  unit: DisplayUnit,
  run: (signal: AbortSignal, onProgress: (sentence: string) => void) => Promise<Comparison>,
  onClosed: () => void,
): void {
  const { dialog, body, close } = openDialog('GPU against CPU', 'compare');
  const abort = new AbortController();
  const progress = make('p', { class: 'compare-progress', role: 'status' }, 'Starting …');
  body.append(progress, make('div', { class: 'dialog-actions' }, button('Cancel', close)));
  dialog.addEventListener('close', () => {
    abort.abort();
    onClosed();
  });
  run(abort.signal, (sentence) => {
    progress.textContent = sentence;
  })
    .then((comparison) => {
      body.replaceChildren();
      showResult(body, comparison, experiment, unit);
    })
    .catch((error: unknown) => {
      if (!abort.signal.aborted) progress.textContent = `The comparison could not be finished: ${sentenceFor(error)}`;
    });
}

function showResult(body: HTMLElement, comparison: Comparison, experiment: Experiment, unit: DisplayUnit): void {
  const { difference } = comparison;
  const { waterMuPerMm } = comparison.gpu;
  const { views, channels } = experiment.scan;
  const { pixels } = experiment.reconstruction.grid;
  const text = (error: number) => `${significant(errorInDisplayUnit(error, unit, waterMuPerMm))}${unitText(unit)}`;
  const picture = make('div', { class: 'compare-picture' });
  body.append(
    make('p', { class: 'compare-verdict', role: 'status' }, compareVerdict(comparison, unit)),
    make(
      'div',
      { class: 'compare-columns' },
      make(
        'div',
        {},
        timesTable(comparison),
        make(
          'dl',
          { class: 'numbers-list' },
          make('dt', {}, 'Largest difference'),
          make('dd', {}, text(difference.largest)),
          make('dt', {}, 'RMS difference'),
          make('dd', {}, text(difference.rms)),
          make('dt', {}, 'Relative RMS'),
          make('dd', {}, difference.relativeRms.toExponential(1)),
        ),
        make(
          'p',
          { class: 'dialog-note' },
          `${views} views × ${channels} channels onto ${pixels} × ${pixels} pixels, from scratch, second of two runs each. GUPS: 10⁹ pixel updates per second of back-projection.${clockNote(comparison)}`,
        ),
      ),
      picture,
    ),
  );
  showDifference(picture, comparison, experiment, unit);
}

/** What the GPU's times are by, where it is not the clock on the wall. */
function clockNote({ gpu }: Comparison): string {
  const { clock } = gpu.description;
  return clock ? ` Times of the GPU: ${clock.words}, to ${significant(clock.resolutionMs)} ms.` : '';
}

function timesTable({ gpu, cpu }: Comparison): HTMLElement {
  const row = (name: string, value: (result: BackendResult) => string) =>
    make('tr', {}, make('th', { scope: 'row' }, name), make('td', {}, value(gpu)), make('td', {}, value(cpu)));
  const stage = (name: string, wanted: StageTime['stage']) =>
    row(name, ({ times }) => {
      const found = times.find((time) => time.stage === wanted);
      return found ? `${significant(found.timeMs)} ms` : '—';
    });
  const head = ({ description }: BackendResult) =>
    make(
      'th',
      { scope: 'col' },
      description.backend === 'gpu' ? `GPU${description.isSoftware ? ' (software)' : ''}` : 'CPU',
      make('small', {}, description.name),
    );
  return make(
    'table',
    { class: 'compare-table' },
    make('thead', {}, make('tr', {}, make('td'), head(gpu), head(cpu))),
    make(
      'tbody',
      {},
      stage('Scan', 'scan'),
      stage('Filter', 'filter'),
      stage('Back-projection', 'back-project'),
      row('Total', ({ totalMs }) => `${significant(totalMs)} ms`),
      row('Speed', ({ gigaUpdatesPerSecond: speed }) => (speed === null ? '—' : `${significant(speed)} GUPS`)),
    ),
  );
}

function showDifference(host: HTMLElement, comparison: Comparison, experiment: Experiment, unit: DisplayUnit): void {
  const grid = gridOf(experiment);
  const { waterMuPerMm } = comparison.gpu;
  const largest = errorInDisplayUnit(comparison.difference.largest, unit, waterMuPerMm);
  const pane = new Pane(host, { id: 'compare-difference', title: 'GPU − CPU', navigation: toScaleNavigation });
  const values = {
    ...differenceScale(unit, 1, waterMuPerMm),
    span: Math.max(2 * largest, 1e-9),
    format: significantSigned,
  };
  pane.onViewportChange = (viewport) => pane.setViewport(viewport);
  let window = { width: Math.max(2 * largest, 1e-9), level: 0 };
  pane.setWindow(window, false);
  pane.onWindowDrag = (next) => {
    window = next;
    pane.setWindow(window, false);
  };
  pane.onHover = (hover) => {
    const value = hover && comparison.differenceImage[hover.row * grid.columns + hover.column];
    pane.setReadout(
      value === null || value === undefined
        ? ''
        : `${significantSigned(errorInDisplayUnit(value, unit, waterMuPerMm))}${unitText(unit)}`,
    );
  };
  pane.onToggleMaximise = () => undefined;
  pane.show(new CanvasSurface(), {
    picture: { source: comparison.differenceImage, rows: grid.rows, columns: grid.columns },
    ...sliceAxes(grid),
    values,
    description: 'the difference between the two reconstructions',
  });
}

function significantSigned(value: number): string {
  return value < 0 ? `−${significant(-value)}` : significant(value);
}
