import type { RunLog } from '../log/run-log.ts';
import type { SavingParts } from '../present/saving-parts.ts';
import { documents } from './documents.ts';
import { plotsOnPage } from './plots-on-page.ts';
import { runSaveables } from './run-saveables.ts';
import { showSave } from './save-dialog.ts';
import { stageSaveables } from './stage-saveables.ts';

/** Shows all that can be saved now. */
export function save(parts: SavingParts, log: RunLog): void {
  showSave([...stageSaveables(parts), ...runSaveables(parts), ...plotsOnPage(), ...documents(parts, log)]);
}
