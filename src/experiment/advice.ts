/** What a scan may lack, and what that does to the image. */
export interface ScanAdvice {
  readonly kind:
    | 'data'
    | 'views'
    | 'arc'
    | 'pitch'
    | 'height'
    | 'field-of-view'
    | 'rebinning'
    | 'finding'
    | 'starved'
    | 'method';
  /** Whether the scan is as it should be. */
  readonly ok: boolean;
  /** What stands in a list, where that does not follow from the kind. */
  readonly title?: string;
  /** Whether it is about the axis of rotation, which an eye may judge too. */
  readonly isOfAxis?: true;
  /** One sentence for a student: what is needed, what is there, and what the image shows of it. */
  readonly sentence: string;
}
