/** What a scan may lack, and what that does to the image. */
export interface ScanAdvice {
  readonly kind: 'data' | 'views' | 'arc' | 'field-of-view' | 'rebinning' | 'axis' | 'starved';
  /** Whether the scan is as it should be. */
  readonly ok: boolean;
  /** One sentence for a student: what is needed, what is there, and what the image shows of it. */
  readonly sentence: string;
}
