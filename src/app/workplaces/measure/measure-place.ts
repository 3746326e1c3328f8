import type { Room, WorkplacePage } from '../workplace.ts';
import { AnalysisPane } from './analysis-pane.ts';
import { MeasurePanel } from './measure-panel.ts';
import { MeasureRoom } from './measure-room.ts';

/** *Measure* with its panel and the pane of its plot. */
export function makeMeasureRoom(page: WorkplacePage): Room {
  return new MeasureRoom(page, {
    panel: (hand) => new MeasurePanel(hand),
    pane: (hand) => new AnalysisPane(hand),
  });
}
