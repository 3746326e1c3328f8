import type { AddressOf } from './entry-sheet.ts';
import { escapedText, markupText } from './markup.ts';
import type { Report } from './report.ts';
import { reportSheet, titleOf } from './report-sheet.ts';
import { PAGE_STYLE, REPORT_STYLE } from './report-style.ts';

/** It shows what stands in it, and asks for nothing and runs nothing. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A report as one HTML file, which any browser shows without a network and without a script. */
export function htmlFile(report: Report, date: string, addressOf: AddressOf): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${escapedText(POLICY)}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="generator" content="CT sandbox" />
<title>${escapedText(titleOf(report))}</title>
<style>
html { background: #ffffff; }
body { margin: 0; }
${REPORT_STYLE}${PAGE_STYLE}</style>
</head>
<body>
<main>
${markupText(reportSheet(report, date, addressOf))}
</main>
</body>
</html>
`;
}
