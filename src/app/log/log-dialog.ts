import './log.css';
import { openDialog } from '../dialogs/dialog.ts';
import { button, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import { saveBlob } from '../files/save-blob.ts';
import { type Offered, toReportButton } from '../report/offer.ts';
import { MOST_RUNS } from './log-entry.ts';
import { logCsv, logJson, logRows } from './log-files.ts';
import { LogPlotter } from './log-plotter.ts';
import { LogTable } from './log-table.ts';
import type { LoggedRun } from './logged-run.ts';
import type { RunLog } from './run-log.ts';

/** Shows all runs since the page was opened: as a table, as a plot, to be taken up again and to be saved. */
export function showLog(log: RunLog, openRun: (run: LoggedRun) => void): void {
  const { dialog, body, close } = openDialog('Run log', 'log');
  const table = new LogTable({
    open: (run) => {
      close();
      openRun(run);
    },
  });
  const plotter = new LogPlotter((run) => table.goTo(run));
  const none = make('p', {}, 'No run has come to its end yet.');
  const save = (ending: string, type: string, textOf: (runs: readonly LoggedRun[]) => string) => () =>
    saveBlob(`run-log.${ending}`, new Blob([textOf(log.runs)], { type }));
  const clear = button('Clear', () => askToClear(clear, log));
  const whole = make(
    'div',
    { class: 'log-body' },
    make(
      'div',
      { class: 'log-head' },
      make('h3', {}, 'Runs'),
      make(
        'div',
        { class: 'dialog-actions' },
        button('Save CSV', save('csv', 'text/csv', logCsv)),
        button('Save JSON', save('json', 'application/json', logJson)),
        toReportButton(() => offeredLog(log.runs), 'Table to report'),
        clear,
      ),
    ),
    table.root,
    make('h3', {}, 'Plot'),
    plotter.root,
  );
  body.append(
    make(
      'p',
      { class: 'dialog-note' },
      `Every full run since the page was opened, the last ${MOST_RUNS} of them. They are kept in this page only and are gone when it is closed.`,
    ),
    none,
    whole,
  );
  const show = () => {
    const { runs } = log;
    none.hidden = runs.length > 0;
    whole.hidden = runs.length === 0;
    setText(clear, 'Clear');
    if (runs.length === 0) return;
    table.show(runs);
    plotter.show(runs);
  };
  const end = log.listen(show);
  dialog.addEventListener('close', () => {
    end();
    plotter.dispose();
  });
  show();
}

/** The table for a report, without the experiments, which are no reading matter. */
function offeredLog(runs: readonly LoggedRun[]): Offered {
  const { headings, rows } = logRows(runs);
  return { kind: 'table', title: 'Runs', columns: headings, rows, made: null };
}

/** What is cleared does not come back, so that it takes a second press. */
function askToClear(clear: HTMLButtonElement, log: RunLog): void {
  const { length } = log.runs;
  const question = length === 1 ? 'Forget the one run?' : `Forget all ${length} runs?`;
  if (clear.textContent === question) log.clear();
  else setText(clear, question);
}
