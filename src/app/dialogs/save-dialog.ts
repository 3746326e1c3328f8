import { button, make } from '../element.ts';
import { openDialog } from './dialog.ts';

/** One thing that can be saved. */
export interface Saveable {
  readonly title: string;
  readonly savePng: (() => Promise<void>) | null;
  readonly saveNpy: (() => Promise<void>) | null;
}

/** What there is to save besides arrays, as JSON; `savePhantom` is null where the phantom is no file of shapes. */
export interface SaveableDocuments {
  saveExperiment(): void;
  readonly savePhantom: (() => Promise<void>) | null;
}

/** What there is to save, a row each. */
export function showSave(rows: readonly Saveable[], { saveExperiment, savePhantom }: SaveableDocuments): void {
  const { body, close } = openDialog('Save', 'save');
  const act = (action: () => Promise<void> | void) => () => {
    close();
    void action();
  };
  const table = make('table', { class: 'save-table' });
  for (const { title, savePng, saveNpy } of rows) {
    const cells = [
      savePng && button('PNG with its scale', act(savePng), { 'aria-label': `${title} as PNG with its scale` }),
      saveNpy && button('NPY array', act(saveNpy), { 'aria-label': `${title} as NPY array` }),
    ];
    table.append(
      make('tr', {}, make('th', { scope: 'row' }, title), ...cells.map((cell) => make('td', {}, cell ?? ''))),
    );
  }
  table.append(
    make(
      'tr',
      {},
      make('th', { scope: 'row' }, 'Experiment'),
      make('td', {}, button('JSON file', act(saveExperiment))),
      make('td', {}, savePhantom ? button('Phantom as JSON', act(savePhantom)) : ''),
    ),
  );
  body.append(
    table,
    make(
      'p',
      { class: 'dialog-note' },
      'PNG: as shown, with axes and grey scale. NPY: float32 values for Python, numpy.load(…).',
    ),
  );
}
