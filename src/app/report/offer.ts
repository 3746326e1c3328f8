import './offer.css';
import type { PlotContent } from '../../plots/plot.ts';
import type { ReportNumber, TableCell } from '../../report/report.ts';
import { button, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';

/** What a plot or a table on the page came of, as far as whoever shows it knows. */
export interface OfferContext {
  /** What it shows, in words. */
  readonly remark?: string;
  readonly numbers?: readonly ReportNumber[];
  /** The present experiment where it is left out; `null` where it is of many. */
  readonly made?: OfferedSweep | null;
}

export interface OfferedSweep {
  /** As its file says it. */
  readonly json: unknown;
  /** What was scanned. */
  readonly subject: string;
  readonly computedOn: string;
  /** `null` where no address can hold it. */
  readonly link: string | null;
  /** Whether it begins with the present experiment, whose settings then hold for all but what is turned. */
  readonly isOfPresent: boolean;
  /** The paths of what is turned. */
  readonly turned: readonly string[];
}

export interface OfferedPlot extends OfferContext {
  readonly kind: 'plot';
  readonly content: PlotContent;
  readonly horizontalIsLog: boolean;
  readonly verticalIsLog: boolean;
}

export interface OfferedTable extends OfferContext {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

export type Offered = OfferedPlot | OfferedTable;

/** Something on the page is to go into the report; whoever keeps the report hears of it. */
export class OfferEvent extends Event {
  readonly offered: Offered;
  /** Tells what came of it, in a few words. */
  readonly tell: (words: string, isDone: boolean) => void;

  constructor(offered: Offered, tell: OfferEvent['tell']) {
    super('offerreport', { bubbles: true });
    this.offered = offered;
    this.tell = tell;
  }
}

/** As long as it takes to read. */
const TOLD_MS = 3000;

/** A button that puts something into the report, and says so itself for a while: nothing beside it moves. */
export function toReportButton(offered: () => Offered | null, name = 'To report'): HTMLElement {
  const spoken = make('span', { class: 'visually-hidden', 'aria-live': 'polite' });
  let timer = 0;
  const tell = (words: string, isDone: boolean) => {
    setText(spoken, words);
    setText(put, isDone ? '✓ In report' : '✗ Not kept');
    put.title = words;
    clearTimeout(timer);
    timer = setTimeout(() => {
      setText(put, name);
      setText(spoken, '');
    }, TOLD_MS) as unknown as number;
  };
  const press = () => {
    const offer = offered();
    if (offer) put.dispatchEvent(new OfferEvent(offer, tell));
  };
  const put = button(name, press, { title: 'Put this into the report, which W shows' });
  return make('span', { class: 'to-report' }, put, spoken);
}
