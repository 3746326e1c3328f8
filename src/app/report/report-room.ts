import { InputError } from '../../errors.ts';
import type { HowMade, PictureEntry, ReportEntry } from '../../report/report.ts';
import { byId } from '../elements/element.ts';
import { settingName } from '../present/what-differs.ts';
import { sentenceFor } from '../shell/notices.ts';
import { type Slot, slotId } from '../stage/layout.ts';
import { howMade } from './how-made.ts';
import { isoNow, Notebook, newId } from './notebook.ts';
import type { OfferEvent, Offered } from './offer.ts';
import type { ReportPage } from './report-page.ts';
import { ALL, ReportPanel } from './report-panel.ts';
import { pictureSlots, takePicture } from './stage-pictures.ts';
import { untilAtRest } from './until-at-rest.ts';

/** The report that is being written, with what shows it, and what goes into it from the page. */
export class ReportRoom {
  readonly notebook: Notebook;
  readonly #page: ReportPage;
  readonly #panel: ReportPanel;

  constructor(page: ReportPage, notebook: Notebook) {
    this.#page = page;
    this.notebook = notebook;
    this.#panel = new ReportPanel(notebook, page.notices, {
      pictures: () => pictureSlots(page).map((slot) => ({ id: slotId(slot), title: this.#titleOf(slot) })),
      looked: () => page.stage.maximised ?? page.stage.focused,
      main: () => page.stage.main,
      keep: (id) => this.#keep(id),
    });
  }

  toggle(): void {
    this.#panel.toggle();
  }

  /** Shows the report; where it is shown, puts into it the pane that has the keyboard, fills the stage, or is meant where none does. */
  async writeUp(): Promise<void> {
    if (this.#panel.isShown) await this.#panel.addPicture();
    else this.#panel.toggle();
  }

  /** What a plot or a table of the page is offered as. */
  async take({ offered, tell }: OfferEvent): Promise<void> {
    try {
      this.notebook.add(await this.#entryOf(offered));
      tell(`In the report as entry ${this.notebook.report.entries.length}.`, true);
    } catch (error) {
      const sentence = sentenceFor(error);
      tell(sentence, false);
      this.#page.notices.error(sentence);
    }
  }

  /** @param id of a slot, or all @returns the number of the entry */
  async #keep(id: string): Promise<number> {
    await untilAtRest(byId('stage', HTMLElement));
    const slots = pictureSlots(this.#page);
    const wanted = id === ALL ? slots : slots.filter((slot) => slotId(slot) === id);
    if (wanted.length === 0) throw new InputError('There is no image to put into the report yet');
    const date = new Date();
    const taken = [];
    for (const slot of wanted) taken.push(await takePicture(this.#page, slot, date));
    const entry: PictureEntry = {
      ...{ kind: 'picture', id: newId(), title: '', words: '', date: isoNow(date) },
      pictures: taken.map(({ picture }) => picture),
      made: await howMade(this.#page),
    };
    this.notebook.add(entry, new Map(taken.map(({ picture, bytes }) => [picture.file, bytes])));
    return this.notebook.report.entries.length;
  }

  async #entryOf(offered: Offered): Promise<ReportEntry> {
    const any = { id: newId(), words: '', date: isoNow(), remark: offered.remark ?? '' };
    const made = await this.#madeOf(offered);
    if (offered.kind === 'table') {
      const { kind, title, columns, rows } = offered;
      return { ...any, kind, title, columns, rows, made };
    }
    const { kind, content, horizontalIsLog, verticalIsLog, numbers = [] } = offered;
    return { ...any, kind, title: content.title, content, horizontalIsLog, verticalIsLog, numbers, made };
  }

  async #madeOf({ made }: Offered): Promise<HowMade | null> {
    if (made === undefined) return howMade(this.#page);
    if (made === null) return null;
    const { json, subject, computedOn, link, isOfPresent, turned } = made;
    const names = turned.map(settingName);
    const base = isOfPresent ? await howMade(this.#page) : null;
    const otherSettings = base?.otherSettings.filter(({ what }) => !names.includes(what)) ?? [];
    const settings =
      base?.settings.map(([name, value]) => [name, names.includes(name) ? 'varied' : value] as const) ?? [];
    return {
      ...{ subject, computedOn, numbers: [], marked: [], otherSettings, settings, others: [] },
      file: { kind: 'sweep', json },
      ...{ link, linkLacks: [] },
    };
  }

  #titleOf(slot: Slot): string {
    const id = slotId(slot);
    const { stage } = this.#page;
    return (stage.pane(id) ?? stage.drawn(id))!.title;
  }
}

/** The room, with the report that the browser keeps. */
export async function openReportRoom(page: ReportPage): Promise<ReportRoom> {
  return new ReportRoom(page, await Notebook.open());
}
