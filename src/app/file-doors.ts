import { byId, make } from './element.ts';

/**
 * The ways in for files: a chooser and dropping on the page.
 *
 * @returns opens the chooser
 */
export function openFileDoors(onFiles: (files: readonly File[]) => void): () => void {
  listenToDrops(onFiles);
  const input = make('input', { type: 'file', id: 'file-input', 'aria-label': 'Files to open' });
  input.multiple = true;
  input.hidden = true;
  document.body.append(input);
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // The same file can be chosen again.
    input.value = '';
    onFiles(files);
  });
  return () => input.click();
}

function listenToDrops(onFiles: (files: readonly File[]) => void): void {
  const target = byId('drop-target', HTMLElement);
  const brings = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  window.addEventListener('dragover', (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    target.hidden = false;
  });
  window.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) target.hidden = true;
  });
  window.addEventListener('drop', (event) => {
    target.hidden = true;
    if (!brings(event)) return;
    event.preventDefault();
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
}
