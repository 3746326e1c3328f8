// Which rays a dispatch follows whose readings an array holds.

struct RaysParameters {
  firstRow: u32,          // of all readings, that this dispatch begins with
  rowsBefore: u32,        // of the bound buffer, before that one
  length: u32,            // readings of this dispatch
  rowLength: u32,         // invocations in one row of the dispatch
  channels: u32,
  detectorRows: u32,
}
