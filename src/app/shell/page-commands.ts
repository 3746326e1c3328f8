import type { PageDialogs } from '../dialogs/page-dialogs.ts';
import type { TermListener } from '../glossary/term-listener.ts';
import type { LectureDoor } from '../lecture/lecture-door.ts';
import type { RunLog } from '../log/run-log.ts';
import { copyLink } from '../present/copy-link.ts';
import type { PageAddress } from '../present/page-address.ts';
import type { Undoing } from '../present/undoing.ts';
import type { ReportDoor } from '../report/report-door.ts';
import type { PageRuns } from '../runs/page-runs.ts';
import type { Stage } from '../stage/stage.ts';
import type { DisplayWindows } from '../views/display-windows.ts';
import type { WorkArea } from '../workplaces/work-area.ts';
import type { Commands } from './commands.ts';
import type { Notices } from './notices.ts';

/** The parts of the page that do what hands ask for. */
export interface CommandedParts {
  readonly address: PageAddress;
  readonly area: WorkArea;
  readonly dialogs: PageDialogs;
  readonly lecture: LectureDoor;
  readonly log: RunLog;
  readonly notices: Notices;
  readonly report: ReportDoor;
  readonly runs: PageRuns;
  readonly stage: Stage;
  readonly terms: TermListener;
  readonly undoing: Undoing;
  readonly windows: DisplayWindows;
}

/** Which part does what a button or a key asks for. @param own what takes several parts, which the page does itself */
export function pageCommands(
  { address, area, dialogs, lecture, log, notices, report, runs, stage, terms, undoing, windows }: CommandedParts,
  own: Pick<Commands, 'edit' | 'openFiles' | 'resetView'>,
): Commands {
  return {
    ...own,
    undo: () => undoing.undo(),
    redo: () => undoing.redo(),
    gallery: () => dialogs.gallery(),
    save: () => dialogs.save(log),
    switchBackend: () => runs.useOther(),
    enter: (name) => void area.workplaces.toggle(name),
    keep: () => area.keep(),
    compare: () => dialogs.compare(),
    sweep: () => dialogs.sweep(),
    benchmark: () => dialogs.benchmark(),
    log: () => dialogs.log(log),
    report: () => report.toggle(),
    writeUp: () => report.writeUp(),
    copyLink: () => void copyLink(address, notices, area.room?.shortLink?.() ?? null),
    help: () => dialogs.help(() => terms.list()),
    explain: () => terms.explain(),
    lecture: () => lecture.toggle(),
    organise: () => lecture.organise(),
    lectureKey: (event) => lecture.key(event),
    setPreset: (window) => windows.setPreset(window),
    invert: () => windows.invert(),
    maximise: () => stage.maximise(stage.maximised ? null : (stage.focused ?? stage.main)),
    restore: () => (stage.maximised === null ? area.showScanner(false) : stage.maximise(null)),
    togglePlay: () => runs.togglePlay(),
    roomKeys: () => area.room?.keys ?? {},
  };
}
