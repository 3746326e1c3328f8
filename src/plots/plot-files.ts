import { csvText } from '../files/csv-text.ts';
import type { PlotContent } from './plot.ts';
import type { DrawnElement } from './plot-drawing.ts';
import { plotTable } from './plot-table.ts';

/** A drawing as an SVG file. */
export function svgText(drawing: DrawnElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(drawing)}\n`;
}

function elementText({ name, attributes, children }: DrawnElement): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  if (children.length === 0) return `<${name}${said.join('')}/>`;
  const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : elementText(child)));
  return `<${name}${said.join('')}>${inner.join('')}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Without the control characters that no XML may hold. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to go
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}

/** A plot's table as a CSV file, with all digits. */
export function plotCsv(content: PlotContent): string {
  const { columns, rows } = plotTable(content);
  return csvText(columns, rows);
}

/** A file's name of a title's words. */
export function fileNameOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return (words?.join('-') ?? 'plot').slice(0, 60);
}
