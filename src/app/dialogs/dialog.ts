import { button, make } from '../elements/element.ts';

/** A dialog with a title and a way out; the browser's own element keeps the focus inside and closes on Escape. */
export function openDialog(
  title: string,
  className = '',
): { dialog: HTMLDialogElement; body: HTMLElement; close(): void } {
  const dialog = make('dialog', { class: `dialog ${className}`, 'aria-label': title });
  const body = make('div', { class: 'dialog-body' });
  const close = () => dialog.close();
  dialog.append(
    make(
      'header',
      { class: 'dialog-header' },
      make('h2', {}, title),
      button('Close', close, { class: 'dialog-close' }),
    ),
    body,
  );
  dialog.addEventListener('close', () => dialog.remove());
  // A click on the dimmed page lands on the dialog element itself.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, body, close };
}
