/** Why a file of a paper that lives on a screen cannot be shown. The page's words are `photos.screen.<code>` and what helps is `photos.screen.<code>.next`. */
export const screenFaults = {
  other_file: 'The file is neither a picture (PNG, JPEG, WebP) nor a PDF.',
  too_large: 'The file is larger than 20 MB.',
  locked: 'The PDF wants a password.',
  broken: 'The PDF, or this page of it, cannot be read.',
  slow: 'The PDF was not read within half a minute.',
  no_reader: 'What reads a PDF did not come, or this browser cannot run it.',
} as const
export type ScreenFaultCode = keyof typeof screenFaults

export class ScreenFault extends Error {
  readonly code: ScreenFaultCode
  constructor(code: ScreenFaultCode) {
    super(screenFaults[code])
    this.name = 'ScreenFault'
    this.code = code
  }
}
