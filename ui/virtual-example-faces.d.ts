/** Two AV1 pictures a face, base64; made by tools/examples.mjs. */
declare module 'virtual:example-faces' {
  export const faces: Record<'amal' | 'rosa', { face: string; print: string }>
}
