/**
 * Every way in which a card, a code, a sheet, a list or an answer can be refused: one closed list (docs/protocol/faults.md,
 * compared both ways). A fault holds its code and nothing else: whoever made the bytes chose every one of them, so none may
 * reach a message or a log.
 */
export const cardFaults = {
  malformed: 'The bytes are not of this shape, are too long, or have something left over.',
  name: 'The name is empty, too long for the front of the card, or holds characters a card cannot show.',
  text: 'A text is too long for its place, or holds characters a card cannot show.',
  date: 'A date is not a day of the calendar (a birth date: or a month or a year), or out of the range a card can hold.',
  portrait: 'The portrait is not a JPEG of at most 12,000 bytes.',
  picture: 'The picture is not one of the two fixed AV1 pictures: another size, another header, or another container.',
  picture_plain: 'The picture is too plain or too rich to be written in the bytes a card has for it.',
  front_full: 'The front does not fit into its 120 bytes.',
  back_full: 'The texts of the back together do not fit into their 366 bytes.',
  point: 'A public key is not a point of P-256.',
  order: 'The digests are not in order, or one stands twice.',
  other_request: 'The seal answers another request than the one both sides agreed on.',
  not_template: 'The signed text is not exactly what the template and the digests give.',
  wrong_period: 'The seal is of another city or period than the certificate.',
  blank: 'The blank was not signed by the key of the period.',
  blank_certificate: 'The certificate of the blank is for another key.',
  signature: 'A signature does not match its key and message.',
  cancel_code: 'The cancel code has a wrong check digit, or is not 24 digits.',
  cancel_other: 'The cancel code is for another card.',
  other_code: 'This is not a code of a card.',
  code_short: 'The code was not read whole.',
  is_sheet: 'This is one of the four codes of a backup sheet.',
  sheet_missing: 'Not all four codes of the sheet are there.',
  sheet_doubled: 'One code of the sheet was given twice.',
  sheet_mixed: 'The codes come from different sheets.',
  sheet_changed: 'The four codes do not join to the sheet they were made from.',
  list_malformed: 'The cancelled list is not of this shape.',
  list_other: 'The cancelled list is for another address.',
  list_signature: 'The cancelled list was not signed by its certified key.',
  list_ended: 'The cancelled list is no longer valid.',
  presentation_malformed: 'What was presented is not an SD-JWT with a key binding.',
  presentation_type: 'The token is not of the type dc+sd-jwt.',
  presentation_chain: 'The token must name exactly one certificate, that of its blank.',
  presentation_issuer_unknown: 'No period held here signed the blank.',
  presentation_signature: 'The token was not signed by its blank.',
  presentation_vct: 'The token is not a card.',
  presentation_iss: 'The token names another issuer than its period.',
  presentation_dates: 'The first or last second of the token is not that of its period.',
  presentation_early: 'The period of the token has not begun.',
  presentation_ended: 'The card has ended.',
  presentation_status: 'The status list or the index is not that of the blank.',
  presentation_holder: 'The token holds no key of a holder.',
  presentation_digests: 'The token must hold exactly nine digests, or the eight of an older card, in person and nowhere else.',
  presentation_not_template: 'The token holds something the template does not.',
  disclosure_malformed: 'A disclosure is not three values with a salt of 16 bytes.',
  disclosure_name: 'A disclosure names something that is not one of the nine claims.',
  disclosure_doubled: 'Two disclosures have the same name.',
  disclosure_repeated: 'One disclosure was given twice.',
  disclosure_unreferenced: 'A disclosure belongs to no digest of the token.',
  disclosure_value: 'A disclosed value is neither text nor null, or not of its claim.',
  disclosure_no_ends: 'The day the card ends was not disclosed.',
  binding_malformed: 'The key binding is not a kb+jwt of exactly four claims.',
  binding_signature: 'The key binding was not signed by the key of the holder.',
  binding_nonce: 'The key binding answers another question.',
  binding_audience: 'The key binding was made for somebody else.',
  binding_hash: 'The key binding covers other disclosures.',
  binding_time: 'The key binding was not made just now.',
  status_unknown: 'There is no fresh cancelled list of this period.',
  status_cancelled: 'The card was cancelled.',
  status_replaced: 'The card was replaced.',
} as const

export type CardFaultCode = keyof typeof cardFaults

/** Thrown by everything in card/; `code` is all it says. */
export class CardFault extends Error {
  readonly code: CardFaultCode
  constructor(code: CardFaultCode) {
    super(code)
    this.name = 'CardFault'
    this.code = code
  }
}
