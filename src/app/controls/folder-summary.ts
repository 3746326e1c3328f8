import './lil-gui.css';
import './folder-summary.css';
import type { GUI } from 'lil-gui';
import { make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';

/** What is on in a folder, in its title while it is closed. */
export class FolderSummary {
  readonly #text = make('span', { class: 'folder-summary' });

  constructor(folder: GUI) {
    folder.$title.append(this.#text);
  }

  show(parts: readonly string[]): void {
    setText(this.#text, parts.length === 0 ? '' : ` · ${parts.join(', ')}`);
  }
}
