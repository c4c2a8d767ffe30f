/** Size of every message on the wire, whatever it carries (PROTOCOL §3). */
export const cellSize = 16_384

/** What a cell is, its first byte. 1 to 3 are readable by the server; 4 is not. */
export const cellKinds = { hello: 1, offer: 2, enc: 3, sealed: 4 } as const
export type CellKind = keyof typeof cellKinds

/** A page is always this many cells, however small its picture. */
export const cellsAPage = 16
