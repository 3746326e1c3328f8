import './drop-target.css';
import { fetchedPart } from '../../fetched-part.ts';
import { byId, make } from '../elements/element.ts';

/** Files as they come: a folder's have to be looked for. */
type OnFiles = (files: readonly File[] | Promise<readonly File[]>) => void;

/**
 * The ways in for files: a chooser and dropping on the page, folders too.
 *
 * @returns opens the chooser: of files, or with Shift of a folder
 */
export function openFileDoors(onFiles: OnFiles): (event?: MouseEvent) => void {
  listenToDrops(onFiles);
  const input = make('input', { type: 'file', id: 'file-input', 'aria-label': 'Files to open' });
  input.multiple = true;
  input.hidden = true;
  document.body.append(input);
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // The same file can be chosen again.
    input.value = '';
    onFiles(input.webkitdirectory ? folders().then((part) => part.filesOfFolder(files)) : files);
  });
  return (event) => {
    input.webkitdirectory = event?.shiftKey ?? false;
    input.click();
  };
}

const folders = () => fetchedPart(() => import('./dropped-files.ts'));

/** To be called while the event is handled: a browser empties it afterwards. */
function droppedFiles(transfer: DataTransfer): Promise<readonly File[]> {
  const entries = [...transfer.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry?.());
  // Without folders, what the browser has made of the drop itself.
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve([...transfer.files]);
  const known = entries.filter((entry) => entry !== null && entry !== undefined);
  return folders().then((part) => part.filesIn(known));
}

function listenToDrops(onFiles: OnFiles): void {
  const target = byId('drop-target', HTMLElement);
  const brings = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  for (const type of ['dragenter', 'dragover'] as const) {
    window.addEventListener(type, (event) => {
      if (!brings(event)) return;
      event.preventDefault();
      target.hidden = false;
    });
  }
  window.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) target.hidden = true;
  });
  window.addEventListener('drop', (event) => {
    target.hidden = true;
    if (!brings(event)) return;
    event.preventDefault();
    if (event.dataTransfer) onFiles(droppedFiles(event.dataTransfer));
  });
}
