import type { ExperimentInput } from '../../experiment/experiment-schema.ts';
import { button, make } from '../element.ts';
import { type ArrayRole, experimentFromRoles, guessRoles, type OpenedArray } from '../files/opened-files.ts';
import { openDialog } from './dialog.ts';

const ROLE_NAMES: Readonly<Record<ArrayRole, string>> = {
  sinogram: 'sinogram [views, channels]',
  white: 'white readings (no object)',
  dark: 'dark readings (no beam)',
  anglesDeg: 'angles in degrees',
  image: 'image to scan',
  unused: 'not used',
};

/** Asks what opened arrays are, with a first guess filled in. Resolves with `null` where nobody wants to say. */
export function askForRoles(arrays: readonly OpenedArray[]): Promise<ExperimentInput | null> {
  return new Promise((resolve) => {
    const { dialog, body, close } = openDialog('What are these arrays?', 'arrays');
    let answer: ExperimentInput | null = null;
    dialog.addEventListener('close', () => resolve(answer));

    const guesses = guessRoles(arrays);
    const selects = arrays.map(({ name }, i) => {
      const select = make('select', { 'aria-label': `What ${name} is` });
      for (const [role, text] of Object.entries(ROLE_NAMES)) {
        select.append(new Option(text, role, false, role === guesses[i]));
      }
      return select;
    });
    const table = make('table', { class: 'arrays-table' });
    arrays.forEach(({ name, shape }, i) => {
      table.append(
        make(
          'tr',
          {},
          make('th', { scope: 'row' }, name),
          make('td', {}, shape.join(' × ')),
          make('td', {}, selects[i]!),
        ),
      );
    });
    const spacing = make('input', { type: 'number', value: '1', min: '0.0001', step: 'any' });
    const offset = make('input', { type: 'number', value: '0', step: 'any' });
    const fault = make('p', { class: 'dialog-fault', role: 'alert' });
    fault.hidden = true;
    const form = make(
      'form',
      { method: 'dialog' },
      table,
      make('label', { class: 'arrays-number' }, 'Channel spacing or pixel size', spacing, 'mm'),
      make('label', { class: 'arrays-number' }, 'Detector offset (can be turned later)', offset, 'channels'),
      fault,
      make(
        'div',
        { class: 'dialog-actions' },
        button('Cancel', close),
        make('button', { type: 'submit', class: 'primary' }, 'Open'),
      ),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      try {
        answer = experimentFromRoles(
          arrays,
          selects.map((select) => select.value as ArrayRole),
          {
            spacingMm: spacing.valueAsNumber,
            offset: offset.valueAsNumber,
          },
        );
        close();
      } catch (error) {
        fault.textContent = (error as Error).message;
        fault.hidden = false;
      }
    });
    body.append(form);
    selects[0]?.focus();
  });
}
