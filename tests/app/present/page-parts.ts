import { AxisSearch } from '../../../src/app/present/axis-search.ts';
import { Knobs } from '../../../src/app/present/knobs.ts';
import { Opening, type OpeningNotices, type Wisher } from '../../../src/app/present/opening.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import { NewestWish } from '../../../src/app/runs/newest-wish.ts';
import type { Notices } from '../../../src/app/shell/notices.ts';
import { TurnedWindows } from '../../../src/app/views/turned-windows.ts';

/** What makes and changes the present experiment, as the page ties it together, without a page. */
export async function pageParts(hash: string, onTake: (wisher: Wisher) => void = () => undefined) {
  const present = new PresentExperiment();
  const wishes = new NewestWish();
  const told: string[] = [];
  const withdraw = () => undefined;
  const notices: OpeningNotices & Pick<Notices, 'calm'> = {
    failure: (error) => {
      told.push((error as Error).message);
      return withdraw;
    },
    calm: () => withdraw,
    loading: () => undefined,
    waiting: () => undefined,
    doneWaiting: () => undefined,
  };
  const axisSearch = new AxisSearch(present, notices);
  present.addPart('axis-search', axisSearch);
  const knobs = new Knobs(present, axisSearch);
  const windows = new TurnedWindows(present);
  const opening = new Opening(present, notices, wishes, {
    base: () => present.pair,
    prepare: (input, experiment, subject) => axisSearch.opening(input, experiment, subject),
    readBehind: async () => ({ workplace: 'scan', state: null, kept: null, windows: null, marks: null }),
    take: async (experiment, subject, wisher) => {
      windows.forget();
      present.open(experiment, subject);
      onTake(wisher);
    },
    onStandIn: () => undefined,
    onLecture: () => undefined,
    onCourseLink: () => undefined,
    askForRoles: async () => null,
    onBegin: () => undefined,
    onSettled: () => undefined,
  });
  await opening.openAddress(hash);
  return { present, wishes, axisSearch, knobs, windows, opening, told };
}
