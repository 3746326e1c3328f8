import type { DisplaySettings } from '../../experiment/experiment.ts';
import { contactSheet, MOST_SHEET_PICTURES } from '../../experiment/sweep/contact-sheet.ts';
import { sweepJson } from '../../experiment/sweep/sweep-json.ts';
import { meansCsv, runsCsv } from '../../experiment/sweep/sweep-table.ts';
import { writeGreyPng } from '../../files/png/png.ts';
import { svgText } from '../../plots/plot-files.ts';
import { saveBlob } from '../files/save-blob.ts';
import type { PageSweep } from './page-sweep.ts';

/** What can be saved of a sweep, by what buttons say. */
export function sweepFiles(
  sweep: PageSweep,
  backend: string,
  windowNow: () => DisplaySettings | null,
): readonly { readonly text: string; readonly save: () => void }[] {
  const { outline } = sweep;
  const save = (name: string, type: string, content: string) => saveBlob(name, new Blob([content], { type }));
  return [
    { text: 'Runs (CSV)', save: () => save('sweep.csv', 'text/csv', runsCsv(outline, sweep.measured)) },
    { text: 'Means (CSV)', save: () => save('sweep-means.csv', 'text/csv', meansCsv(outline, sweep.measured)) },
    {
      text: 'Results (JSON)',
      save: () => save('sweep-results.json', 'application/json', sweepJson(outline, [backend], sweep.measured)),
    },
    { text: 'Slices (SVG)', save: () => save('sheet.svg', 'image/svg+xml', sheetText(sweep, windowNow())) },
  ];
}

function sheetText({ outline, outcomes, sweep }: PageSweep, window: DisplaySettings | null): string {
  const pictures = outline.points.slice(0, MOST_SHEET_PICTURES).map((_, point) => {
    const ofPoint = outcomes.slice(point * sweep.seeds.length, (point + 1) * sweep.seeds.length);
    const slice = ofPoint.find((outcome) => outcome?.slice)?.slice;
    return slice ? base64(writeGreyPng(slice.greyAt(window ?? slice.window), slice.rows, slice.columns)) : null;
  });
  return svgText(contactSheet(outline, pictures));
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
