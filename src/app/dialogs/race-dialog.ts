import './compare.css';
import type { DisplayUnit, Experiment } from '../../experiment/experiment.ts';
import { gridOf } from '../../experiment/experiment.ts';
import { significant } from '../../number-text.ts';
import { button, make } from '../elements/element.ts';
import { LONG_MS, type Race, type RivalResult } from '../engine/race.ts';
import { CanvasSurface } from '../panes/canvas-surface.ts';
import { toScaleNavigation } from '../panes/navigation.ts';
import { Pane } from '../panes/pane.ts';
import { sentenceFor } from '../shell/notices.ts';
import { differenceScale, errorInDisplayUnit, unitText } from '../views/display-units.ts';
import { sliceAxes } from '../views/slice-picture.ts';
import { openDialog } from './dialog.ts';
import { raceTable } from './race-table.ts';
import { raceVerdict } from './race-verdict.ts';

/**
 * Runs a race and shows what came out: times with speed-ups, agreement, the difference image and a verdict.
 *
 * @param remark what has to be said beside it, in a sentence or two; `null` for nothing
 */
export function showRace(
  title: string,
  remark: string | null,
  experiment: Experiment,
  unit: DisplayUnit,
  run: (signal: AbortSignal, onProgress: (sentence: string) => void) => Promise<Race>,
  onClosed: () => void,
): void {
  const { dialog, body, close } = openDialog(title, 'compare');
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
    .then((race) => {
      body.replaceChildren();
      showResult(body, race, remark, experiment, unit);
    })
    .catch((error: unknown) => {
      if (!abort.signal.aborted) progress.textContent = `The comparison could not be finished: ${sentenceFor(error)}`;
    });
}

function showResult(
  body: HTMLElement,
  race: Race,
  remark: string | null,
  experiment: Experiment,
  unit: DisplayUnit,
): void {
  const last = race.rivals.at(-1);
  body.append(make('p', { class: 'compare-verdict', role: 'status' }, raceVerdict(race, unit)), raceTable(race, unit));
  const notes = make('div', {}, ...notesOn(race, remark, experiment));
  const picture = make('div', { class: 'compare-picture' });
  body.append(make('div', { class: 'compare-columns' }, notes, ...(last ? [picture] : [])));
  if (last) showDifference(picture, `${last.racer.title} − ${race.reference.racer.title}`, last, experiment, unit);
}

function notesOn({ reference, rivals, leftOut }: Race, remark: string | null, experiment: Experiment): HTMLElement[] {
  const { views, channels } = experiment.scan;
  const { pixels } = experiment.reconstruction.grid;
  const all = [reference, ...rivals];
  const clocks = all.flatMap(({ racer, description: { clock } }) =>
    clock ? [`Times of the ${racer.title}: ${clock.words}, to ${significant(clock.resolutionMs)} ms.`] : [],
  );
  const isOfCpu = all.every(({ description }) => description.backend === 'cpu');
  const sentences = [
    ...(remark === null ? [] : [remark]),
    `${views} views × ${channels} channels onto ${pixels} × ${pixels} pixels, from scratch, with nothing else running on this page. Times are medians of the runs that were timed, after one to warm up; what takes more than ${LONG_MS / 1000} seconds is run and timed once.`,
    ...(isOfCpu
      ? ['Plain: TypeScript as the browser compiles it. SIMD: WebAssembly, which does several numbers at a time.']
      : []),
    'Speed-up: how many times as fast as the first column. GUPS: 10⁹ pixel updates per second of back-projection.',
    ...clocks,
    ...leftOut,
  ];
  return sentences.map((sentence) => make('p', { class: 'dialog-note' }, sentence));
}

function showDifference(
  host: HTMLElement,
  title: string,
  { difference, differenceImage, waterMuPerMm }: RivalResult,
  experiment: Experiment,
  unit: DisplayUnit,
): void {
  const grid = gridOf(experiment);
  const largest = errorInDisplayUnit(difference.largest, unit, waterMuPerMm);
  const pane = new Pane(host, { id: 'compare-difference', title, navigation: toScaleNavigation });
  const values = {
    ...differenceScale(unit, 1, waterMuPerMm),
    span: Math.max(2 * largest, 1e-9),
    format: significant,
  };
  pane.onViewportChange = (viewport) => pane.setViewport(viewport);
  let window = { width: Math.max(2 * largest, 1e-9), level: 0 };
  pane.setWindow(window, false);
  pane.onWindowDrag = (next) => {
    window = next;
    pane.setWindow(window, false);
  };
  pane.onHover = (hover) => {
    const value = hover && differenceImage[hover.row * grid.columns + hover.column];
    pane.setReadout(
      value === null || value === undefined
        ? ''
        : `${significant(errorInDisplayUnit(value, unit, waterMuPerMm))}${unitText(unit)}`,
    );
  };
  pane.onToggleMaximise = () => undefined;
  pane.show(new CanvasSurface(), {
    picture: { source: differenceImage, rows: grid.rows, columns: grid.columns },
    ...sliceAxes(grid),
    values,
    description: 'the difference between the two reconstructions',
  });
}
