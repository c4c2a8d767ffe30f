/** The builds for older browsers: their own declarations are of the others. */
declare module 'pdfjs-dist/legacy/build/pdf.mjs' {
  export * from 'pdfjs-dist'
}
/** Imported for what it does: it puts the reader where pdf.mjs looks for it. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {}
