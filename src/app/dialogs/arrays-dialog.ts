import { excerpt } from '../../errors.ts';
import type { ExperimentInput } from '../../experiment/experiment-schema.ts';
import { shortNumber } from '../../experiment/guess-readings.ts';
import { button, make } from '../elements/element.ts';
import { type ArrayRole, experimentFromRoles, guessRoles } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-files.ts';
import { sentenceFor } from '../shell/notices.ts';
import './arrays.css';
import { AnglesQuestion } from './angles-question.ts';
import { openDialog } from './dialog.ts';
import { ImageQuestion } from './image-question.ts';
import { numberField } from './question.ts';
import { SinogramQuestion } from './sinogram-question.ts';

const ROLE_NAMES: Readonly<Record<ArrayRole, string>> = {
  sinogram: 'sinogram',
  white: 'white readings (no object)',
  dark: 'dark readings (no beam)',
  anglesDeg: 'angles',
  image: 'image to scan',
  unused: 'not used',
};

/**
 * Asks what opened arrays are: which is which, and what the one that counts holds, with guesses from the data filled in
 * and the reasons for them. Resolves with `null` where nobody wants to say.
 *
 * @param signal takes the question back
 */
export function askForRoles(arrays: readonly OpenedArray[], signal?: AbortSignal): Promise<ExperimentInput | null> {
  return new Promise((resolve) => {
    const { dialog, body, close } = openDialog('What are these arrays?', 'arrays');
    let answer: ExperimentInput | null = null;
    dialog.addEventListener('close', () => resolve(answer));
    signal?.addEventListener('abort', close, { once: true });

    const guesses = guessRoles(arrays);
    const selects = arrays.map(({ name }, i) => {
      const select = make('select', { 'aria-label': `What ${name} is` });
      for (const [role, text] of Object.entries(ROLE_NAMES)) {
        select.append(new Option(text, role, false, role === guesses[i]));
      }
      return select;
    });
    const roles = () => selects.map((select) => select.value as ArrayRole);
    const sinogram = new SinogramQuestion(() => follow());
    const image = new ImageQuestion();
    const angles = new AnglesQuestion();
    const spacing = numberField('Channel spacing or pixel size', 1, 'mm', { min: '0.0001' });
    const offset = numberField('Detector offset', null, 'channels', { placeholder: 'found' });
    offset.root.title = 'Left empty, the axis of rotation is found in the readings; the offset can be turned later.';
    const fault = make('p', { class: 'dialog-fault', role: 'alert' });
    fault.hidden = true;

    const follow = () => {
      const now = roles();
      const of = (role: ArrayRole) => arrays[now.indexOf(role)] ?? null;
      sinogram.show(of('sinogram'), { hasWhite: now.includes('white'), hasDark: now.includes('dark') });
      image.show(of('sinogram') ? null : of('image'));
      angles.show(of('sinogram'), of('anglesDeg'), sinogram.answer.transpose);
      offset.root.hidden = !now.includes('sinogram');
      fault.hidden = true;
    };
    for (const select of selects) select.addEventListener('change', follow);
    follow();

    const form = make(
      'form',
      { method: 'dialog' },
      tableOf(arrays, selects),
      sinogram.root,
      image.root,
      angles.root,
      make('div', { class: 'arrays-numbers' }, spacing.root, offset.root),
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
        answer = experimentFromRoles(arrays, roles(), {
          spacingMm: spacing.value,
          offset: Number.isNaN(offset.value) ? null : offset.value,
          ...sinogram.answer,
          ...image.answer,
          ...angles.answer,
        });
        close();
      } catch (error) {
        fault.textContent = sentenceFor(error);
        fault.hidden = false;
        fault.scrollIntoView({ block: 'nearest' });
      }
    });
    body.append(form);
    selects[0]?.focus();
  });
}

/** Each array's name, shape and range, and which it is. */
function tableOf(arrays: readonly OpenedArray[], selects: readonly HTMLSelectElement[]): HTMLTableElement {
  const table = make('table', { class: 'arrays-table' });
  arrays.forEach(({ name, shape, look }, i) => {
    const range = look ? `${shortNumber(look.least)} to ${shortNumber(look.most)}` : '';
    table.append(
      make(
        'tr',
        {},
        make('th', { scope: 'row', title: name }, excerpt(name, 80)),
        make('td', { class: 'arrays-shape' }, shape.join(' × '), make('small', {}, range)),
        make('td', {}, selects[i]!),
      ),
    );
  });
  return table;
}
