import type { PlotContent } from '../../plots/plot.ts';
import { fileNameOf, plotCsv } from '../../plots/plot-files.ts';
import type { Saveable } from '../saving/saveable.ts';
import { textWay } from '../saving/text-way.ts';

/** A plot among all that can be saved of the page. @param svg its drawing */
export function saveablePlot(content: PlotContent, svg: () => string): Saveable {
  const name = fileNameOf(content.title);
  return {
    ...{ name: `plot-${name}`, title: content.title, what: 'A plot', group: 'Plots and tables' },
    ways: [
      textWay(name, 'svg', 'SVG drawing', 'As shown, on white, in lines that stay sharp at any size.', svg),
      textWay(name, 'csv', 'CSV table', 'The points of all curves, with units.', () => plotCsv(content)),
    ],
  };
}
