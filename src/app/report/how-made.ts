import { experimentJson } from '../../experiment/experiment.ts';
import { RUN_MEASURES } from '../../experiment/run-measures/registry.ts';
import { isTime } from '../../experiment/run-measures/run-measure.ts';
import type { HowMade, MarkedPlace, ReportNumber } from '../../report/report.ts';
import { PRESENT } from '../lanes/present.ts';
import type { LoggedNumber, LoggedRun } from '../log/logged-run.ts';
import { isRegion } from '../marks/mark.ts';
import { contrastValues, markValues } from '../marks/mark-values.ts';
import { type MeasuredPicture, measuredPicture } from '../marks/measured-picture.ts';
import { defaultOf, usualExperiment } from '../present/default-experiment.ts';
import { isAlike, type PresentPair } from '../present/moment.ts';
import { settingName, settingsOf, settingText, whatDiffers } from '../present/what-differs.ts';
import { slotId } from '../stage/layout.ts';
import type { ReportPage } from './report-page.ts';

/** There is one of it. */
const NOT_TOLD = ['acquisition.modality'];
/** Where marks are seen on the pictures. */
const SHOWING_MARKS = ['measure', 'compare'];

/** What the present experiment is, and what came of it, as a report tells it. */
export async function howMade(page: ReportPage): Promise<HowMade> {
  const { experiment, subject } = page.present;
  await page.log.complete();
  const run = page.log.runs.findLast((logged) => isRunOf(logged, page.present.pair)) ?? null;
  const { link, lacks } = linkOf(page);
  return {
    subject: subject.name,
    computedOn: run?.ran ?? '',
    numbers: (run?.measures ?? []).flatMap(reported),
    marked: await markedPlaces(page),
    // Of measured data nothing is usual.
    otherSettings: experiment.measurement ? [] : otherSettings(page.present.pair),
    settings: [...settingsOf(experiment)]
      .filter(([path]) => !NOT_TOLD.includes(path))
      .map(([path, value]) => [settingName(path), settingText(path, value)]),
    file: { kind: 'experiment', json: experimentJson(experiment) },
    others: comparedWith(page),
    ...{ link, linkLacks: lacks },
  };
}

/** Another window over the same slice is the same run. */
function isRunOf(run: LoggedRun, { experiment, subject }: PresentPair): boolean {
  const settings = (of: PresentPair['experiment']) => {
    const { display: _, ...others } = experimentJson(of) as Readonly<Record<string, unknown>>;
    return others;
  };
  return run.subject === subject && isAlike(settings(run.experiment), settings(experiment));
}

/** Times are of the machine, and no numbers of the experiment. */
function reported({ name, label, unit, value }: LoggedNumber): ReportNumber[] {
  if (value === null || isTime(RUN_MEASURES.get(name))) return [];
  return [{ label, unit, value }];
}

function otherSettings({ experiment, subject }: PresentPair): HowMade['otherSettings'] {
  const usual = usualExperiment(defaultOf(experiment), subject);
  return whatDiffers(usual, experiment).map(({ what, values: [usually, value] }) => ({
    what,
    value: value ?? '',
    usually,
  }));
}

/** What else stands on the stage than the present experiment. */
function comparedWith({ stage, present }: ReportPage): HowMade['others'] {
  const lanes = new Set(
    stage.slots.flatMap(({ lane, over, from }) => [lane, ...(over ? [over] : []), ...(from ? [from] : [])]),
  );
  lanes.delete(PRESENT);
  return [...lanes].flatMap((lane) => {
    const pair = lane.pair(present.pair);
    return pair ? [{ name: lane.label ?? lane.name, json: experimentJson(pair.experiment) }] : [];
  });
}

function linkOf({ address }: ReportPage): { readonly link: string | null; readonly lacks: readonly string[] } {
  try {
    const { href, lacks } = address.link;
    return { link: href, lacks };
  } catch {
    // Files, or a phantom that is too large: the experiment's own file has it.
    return { link: null, lacks: [] };
  }
}

/** What is measured at the marks that are seen on the present pictures, and the CNR of the first two regions. */
async function markedPlaces({ stage, marks, copies }: ReportPage): Promise<readonly MarkedPlace[]> {
  const { workplace = '' } = document.getElementById('page')!.dataset;
  if (marks.all.length === 0 || !SHOWING_MARKS.includes(workplace)) return [];
  const pictures = new Map<string, MeasuredPicture>();
  for (const slot of stage.slots) {
    const shown = slot.lane === PRESENT ? stage.shown(slotId(slot)) : null;
    if (shown) pictures.set(slot.view.name, await measuredPicture(shown, copies));
  }
  const slice = pictures.get('slice');
  const phantom = pictures.get('phantom');
  const truth = slice && phantom && slice.scale.unit === phantom.scale.unit ? phantom : null;
  const seen = marks.all.filter(({ plane }) => pictures.has(plane));
  const places = seen.map((mark): MarkedPlace => {
    const { numbers } = markValues(mark, pictures.get(mark.plane)!, mark.plane === 'slice' ? truth : null);
    return { name: mark.name, numbers };
  });
  const [a, b] = seen.filter(({ plane, form }) => plane === 'slice' && isRegion(form));
  const contrast = a && b && slice ? contrastValues(a, b, slice) : null;
  return contrast ? [...places, { name: `${a!.name} and ${b!.name}`, numbers: contrast }] : places;
}
