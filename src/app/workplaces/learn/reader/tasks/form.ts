import { make } from '../../../../elements/element.ts';

/** A question with what answers it: Enter in any of its fields answers. */
export function taskForm(onCommit: () => void, ...children: (Node | string)[]): HTMLFormElement {
  const form = make('form', { class: 'task', autocomplete: 'off' }, ...children);
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onCommit();
  });
  return form;
}

export function commitButton(text: string): HTMLButtonElement {
  return make('button', { type: 'submit', class: 'primary task-commit' }, text);
}
