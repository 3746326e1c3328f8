/** The look of a report, on a screen and on paper: white, one family of letters, figures and captions kept together. */
export const REPORT_STYLE = `
.report {
  max-width: 46rem;
  margin: 0 auto;
  padding: 2rem 1.25rem;
  color: #14181c;
  background: #ffffff;
  font: 400 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums;
  overflow-wrap: break-word;
  text-align: left;
}
.report * { box-sizing: border-box; }
.report header { margin-bottom: 2rem; padding-bottom: 0.75rem; border-bottom: 2px solid #14181c; }
.report h1 { margin: 0 0 0.25rem; font-size: 1.75rem; font-weight: 650; line-height: 1.2; }
.report h2 { margin: 2.25rem 0 0.5rem; font-size: 1.25rem; font-weight: 650; line-height: 1.3; }
.report p { margin: 0 0 0.75rem; }
.report .by { margin: 0; color: #4a525a; }
.report .entry + .entry:not(:has(> h2)) { margin-top: 2rem; }
.report figure { margin: 0 0 1rem; }
.report .panels { display: grid; gap: 0.75rem; align-items: start; }
.report .panels-2, .report .panels-4 { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.report .panels-3 { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.report img { display: block; width: auto; max-width: 100%; height: auto; max-height: 34rem; margin: 0 auto; }
.report .panel-name { margin: 0.25rem 0 0; font-size: 0.8125rem; text-align: center; }
.report .plot svg { display: block; width: 100%; height: auto; }
.report figcaption, .report caption { color: #2b3238; font-size: 0.875rem; line-height: 1.45; text-align: left; }
.report figcaption { margin-top: 0.5rem; }
.report .facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: flex-start; margin: 1rem 0; }
.report table { margin: 0 0 0.5rem; border-collapse: collapse; font-size: 0.875rem; line-height: 1.35; }
.report .facts-table { flex: 0 1 auto; min-width: 14rem; }
.report .scrolled { overflow-x: auto; }
.report caption { padding-bottom: 0.25rem; }
.report thead th { border-top: 1px solid #14181c; border-bottom: 1px solid #6b7480; font-weight: 600; vertical-align: bottom; }
.report tbody tr:last-child > * { border-bottom: 1px solid #14181c; }
.report :is(th, td) { padding: 0.15rem 1rem 0.15rem 0; font-weight: 400; text-align: left; vertical-align: top; }
.report :is(th, td).number { text-align: right; }
.report :is(th, td):last-child { padding-right: 0; }
.report details { margin: 0.75rem 0; font-size: 0.8125rem; line-height: 1.45; color: #2b3238; }
.report summary { cursor: pointer; font-weight: 600; }
.report details p { margin: 0.35rem 0; }
.report .settings { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0 1.5rem; margin: 0.35rem 0; }
.report .settings > div { display: flex; gap: 0.5rem; justify-content: space-between; }
.report :is(.settings, .answer) :is(dt, dd) { margin: 0; }
.report .settings dt { color: #4a525a; }
.report .settings dd { text-align: right; }
.report .link { overflow-wrap: anywhere; }
.report a { color: #0b4f85; }
.report .lesson { margin-bottom: 0.25rem; color: #4a525a; font-size: 0.875rem; }
.report .question { font-weight: 600; }
.report .answer { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 1rem; margin: 0 0 0.75rem; padding-left: 0.75rem; border-left: 3px solid #c4c9ce; }
.report .answer dt { color: #4a525a; }
.report .answer p { margin-bottom: 0.35rem; }
.report footer { margin-top: 2.5rem; padding-top: 0.5rem; border-top: 1px solid #c4c9ce; color: #4a525a; font-size: 0.8125rem; }
.report footer p { margin: 0; }

@media (max-width: 34rem) {
  .report .panels-3 { grid-template-columns: minmax(0, 1fr); }
}

@media print {
  .report .scrolled { overflow-x: visible; }
  .report { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.4; orphans: 3; widows: 3; }
  .report h1 { font-size: 19pt; }
  .report h2 { margin-top: 16pt; font-size: 13pt; break-after: avoid; }
  .report .lesson, .report .question { break-after: avoid; }
  .report figure, .report .facts-table, .report .answer, .report .methods { break-inside: avoid; }
  .report figcaption, .report .words { break-before: avoid; }
  .report figcaption, .report caption, .report table { font-size: 9pt; }
  .report .entry + .entry:not(:has(> h2)) { margin-top: 14pt; }
  .report .facts { gap: 2mm 6mm; margin: 2mm 0; }
  .report .facts-table { min-width: 0; }
  .report .facts-table, .report .facts-table caption { font-size: 8.5pt; }
  .report .facts-table :is(th, td) { padding: 0.3mm 2.5mm 0.3mm 0; }
  .report img { max-height: 82mm; }
  .report .panels-2 img, .report .panels-4 img { max-height: 70mm; }
  .report .plot svg { max-height: 76mm; }
  .report thead { display: table-header-group; }
  .report tr { break-inside: avoid; }
  .report details { font-size: 8pt; }
  .report .methods::details-content { display: block; block-size: auto; content-visibility: visible; }
  .report .methods > summary { list-style: none; }
  .report .methods > summary::-webkit-details-marker { display: none; }
  .report .values, .report .told-before { display: none; }
  .report .settings { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 5mm; }
  .report .settings > div { break-inside: avoid; }
  .report a { color: #14181c; text-decoration: none; }
  .report footer { break-before: avoid; }
}
`;

/** Of the sheets of paper, whatever their format. */
export const PAGE_STYLE = `
@page {
  margin: 18mm 17mm 20mm;
  @bottom-right {
    color: #4a525a;
    font: 9pt system-ui, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
    content: counter(page) " / " counter(pages);
  }
}
`;
