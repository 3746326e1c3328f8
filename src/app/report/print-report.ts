import './print-report.css';
import type { KeptPicture } from '../../report/report.ts';
import { reportSheet } from '../../report/report-sheet.ts';
import { PAGE_STYLE, REPORT_STYLE } from '../../report/report-style.ts';
import { make } from '../elements/element.ts';
import { elementOf } from './markup-element.ts';
import { isoNow, type Notebook } from './notebook.ts';

/** Prints the report alone. It stands in a tree of its own, which the look of the page does not reach. */
export async function printReport(notebook: Notebook, addressOf: (picture: KeptPicture) => string): Promise<void> {
  const sheet = elementOf(reportSheet(notebook.report, isoNow(), addressOf));
  // Browsers of older days would leave closed what only their style can open.
  for (const details of sheet.querySelectorAll<HTMLDetailsElement>('.methods')) details.open = true;
  const host = make('div', { class: 'report-print' });
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [styleOf(REPORT_STYLE)];
  root.append(sheet);
  const paper = styleOf(PAGE_STYLE);
  const html = document.documentElement;
  const end = () => {
    host.remove();
    delete html.dataset.reportPrinting;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== paper);
  };
  document.body.append(host);
  await Promise.all(Array.from(sheet.querySelectorAll('img'), (image) => image.decode()));
  html.dataset.reportPrinting = '';
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, paper];
  window.addEventListener('afterprint', end, { once: true });
  window.print();
}

function styleOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
