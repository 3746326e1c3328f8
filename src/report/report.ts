import type { PlotContent } from '../plots/plot.ts';

/** What has been written up, in the order in which it is read. Pictures are kept beside it, by the names of their files. */
export interface Report {
  readonly title: string;
  /** `''` for nobody. */
  readonly author: string;
  readonly entries: readonly ReportEntry[];
}

export const EMPTY_REPORT: Report = { title: '', author: '', entries: [] };

export type ReportEntry = PictureEntry | PlotEntry | TableEntry | TextEntry | AnswerEntry;

interface AnyEntry {
  /** Tells it from others. */
  readonly id: string;
  readonly title: string;
  /** Of whoever writes the report: plain text, an empty line between paragraphs. */
  readonly words: string;
  /** When it was put into the report: ISO 8601, where the page was. */
  readonly date: string;
}

/** What was on the stage: one pane, or several beside each other. */
export interface PictureEntry extends AnyEntry {
  readonly kind: 'picture';
  readonly pictures: readonly KeptPicture[];
  readonly made: HowMade;
}

export interface KeptPicture {
  /** Under which its PNG file is kept. */
  readonly file: string;
  /** Of its pane, such as `Reconstruction`. */
  readonly title: string;
  /** What it is of: phantom, views, filter, window, date; a sentence's worth each. */
  readonly caption: readonly string[];
  readonly widthPixels: number;
  readonly heightPixels: number;
}

/** Curves or points, which are drawn anew wherever they are read. */
export interface PlotEntry extends AnyEntry {
  readonly kind: 'plot';
  readonly content: PlotContent;
  readonly horizontalIsLog: boolean;
  readonly verticalIsLog: boolean;
  /** What came out, in the page's words; `''` for nothing. */
  readonly remark: string;
  readonly numbers: readonly ReportNumber[];
  readonly made: HowMade | null;
}

export interface TableEntry extends AnyEntry {
  readonly kind: 'table';
  /** Each with its unit. */
  readonly columns: readonly string[];
  /** `null` leaves a cell empty. */
  readonly rows: readonly (readonly TableCell[])[];
  readonly remark: string;
  readonly made: HowMade | null;
}

export type TableCell = string | number | null;

/** A heading, a text, or both. */
export interface TextEntry extends AnyEntry {
  readonly kind: 'text';
}

/** What was answered to a step of a lesson. Its title is the step's. */
export interface AnswerEntry extends AnyEntry {
  readonly kind: 'answer';
  readonly lesson: string;
  readonly question: string;
  readonly answer: LessonAnswer;
}

/** As much of an answer as there is. */
export interface LessonAnswer {
  /** What was predicted before it was seen. */
  readonly predicted?: string;
  readonly measured?: {
    /** With its unit. */
    readonly value: string;
    /** In a few words: `within 3 % of 41.2 HU`. */
    readonly verdict: string;
    readonly isRight: boolean;
  };
  /** In the student's own words. */
  readonly explained?: string;
  /** To the step, or to what was on the page; http, https or file. */
  readonly link?: string;
}

/** An answer as a lesson hands it over. */
export interface GivenAnswer {
  /** The lesson's title. */
  readonly lesson: string;
  /** The step's title. */
  readonly step: string;
  readonly question: string;
  readonly answer: LessonAnswer;
}

/** A number with its unit. */
export interface ReportNumber {
  readonly label: string;
  readonly value: number;
  /** `''` for a plain number. */
  readonly unit: string;
  /** What theory says of it. */
  readonly expected?: number;
}

/** A setting that is not as it usually is. */
export interface OtherSetting {
  readonly what: string;
  readonly value: string;
  readonly usually: string;
}

/** What made a picture, a plot or a table: enough to make it again. */
export interface HowMade {
  /** What was scanned. */
  readonly subject: string;
  /** Which device it was computed on; `''` where that is unknown. */
  readonly computedOn: string;
  readonly numbers: readonly ReportNumber[];
  /** What was marked on the pictures. */
  readonly marked: readonly MarkedPlace[];
  readonly otherSettings: readonly OtherSetting[];
  /** All of them, by name. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** What the file of it is, which the page opens: an experiment or a sweep. */
  readonly file: { readonly kind: 'experiment' | 'sweep'; readonly json: unknown };
  /** Of what stood beside it, by their names: experiments that were compared with it. */
  readonly others: readonly { readonly name: string; readonly json: unknown }[];
  /** `null` where no address can hold it. */
  readonly link: string | null;
  /** What of the page the link does not bring back. */
  readonly linkLacks: readonly string[];
}

export interface MarkedPlace {
  readonly name: string;
  readonly numbers: readonly ReportNumber[];
}
