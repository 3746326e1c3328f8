import type { RunLog } from '../log/run-log.ts';
import type { MarkStore } from '../marks/mark-store.ts';
import type { PageAddress } from '../present/page-address.ts';
import type { SavingParts } from '../present/saving-parts.ts';
import type { Notices } from '../shell/notices.ts';

/** What of the page goes into a report. */
export interface ReportPage extends SavingParts {
  readonly address: PageAddress;
  readonly log: RunLog;
  readonly marks: MarkStore;
  readonly notices: Notices;
}
