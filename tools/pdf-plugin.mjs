// Takes out of pdf.js what would make script at run time: it is switched off and the worker's policy refuses it, and so it need not ship.
const made = /\bnew Function\(/g

export const pdfPlugin = () => ({
  name: 'latchkey-pdf',
  transform(code, id) {
    if (!/pdfjs-dist\/legacy\/build\/pdf(\.worker)?\.mjs$/.test(id)) return null
    if (!made.test(code)) throw new Error('pdf.js makes no script any more: this plugin can go')
    return { code: `${code.replaceAll(made, 'noScript(')}\nfunction noScript() { throw new EvalError() }\n`, map: null }
  },
})
