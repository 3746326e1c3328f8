// Of a volume in several buffers, the one that is bound.

struct VolumeBand {
  firstRow: u32,          // the bound volume holds rows firstRow … endRow − 1
  endRow: u32,
}
