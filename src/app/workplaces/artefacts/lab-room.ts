import type { Room, WorkplacePage } from '../workplace.ts';
import { Lab } from './lab.ts';
import { LabPanel } from './lab-panel.ts';

/** The laboratory with its panel. */
export function labRoom(page: WorkplacePage): Room {
  return new Lab(page, (hand) => new LabPanel(hand));
}
