import './print-sheet.css';
import { experimentJson } from '../../experiment/experiment.ts';
import { byId, make } from '../elements/element.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import { slotId } from '../stage/layout.ts';
import type { Stage } from '../stage/stage.ts';

/** The groups of an experiment's file, in the order they are printed. */
const GROUPS: readonly (readonly [key: string, title: string])[] = [
  ['measurement', 'Measurement'],
  ['acquisition', 'Acquisition'],
  ['scan', 'Scan'],
  ['corrections', 'Corrections'],
  ['reconstruction', 'Reconstruction'],
  ['display', 'Window'],
  ['seed', 'Seed'],
];
/** A longer address, of a drawn phantom, would fill the sheet and is typed by nobody. */
const MOST_ADDRESS_CHARACTERS = 1000;

/** What the page prints: the pictures on white, the numbers, and the settings that made them; no controls. */
export function listenToPrinting(present: PresentExperiment, stage: Stage): void {
  const settings = make('section', { class: 'print-settings', 'aria-label': 'Settings' });
  byId('page', HTMLElement).append(settings);
  const repaint = (isForPaper: boolean) => {
    for (const slot of stage.slots) {
      const id = slotId(slot);
      (stage.pane(id) ?? stage.drawn(id))?.redrawNow(isForPaper);
    }
  };
  window.addEventListener('beforeprint', () => {
    if (!present.isOpen) return;
    settings.replaceChildren(make('h2', {}, 'Settings'), settingsList(present));
    document.documentElement.dataset.printing = '';
    repaint(true);
  });
  window.addEventListener('afterprint', () => {
    delete document.documentElement.dataset.printing;
    settings.replaceChildren();
    repaint(false);
  });
}

function settingsList({ experiment, subject }: PresentExperiment): HTMLElement {
  const json = experimentJson(experiment) as Readonly<Record<string, unknown>>;
  const rows: [string, string][] = [[subject.kind === 'measurement' ? 'Measured' : 'Phantom', subject.name]];
  for (const [key, title] of GROUPS) if (json[key] !== undefined) rows.push([title, settingsText(json[key])]);
  rows.push(['Computed on', byId('backend-badge', HTMLElement).textContent ?? '']);
  if (location.hash && location.href.length <= MOST_ADDRESS_CHARACTERS) rows.push(['Link', location.href]);
  const list = make('dl', {});
  for (const [term, text] of rows) list.append(make('dt', {}, term), make('dd', {}, text));
  return list;
}

/** Keys and values as in the experiment's file: `views 720, arcDeg 180`. */
export function settingsText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(settingsText).join(' ');
  return Object.entries(value)
    .map(([key, part]) => `${key} ${settingsText(part)}`)
    .join(', ');
}
