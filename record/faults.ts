/**
 * Every way in which a piece of a public record can be refused: one closed list (docs/protocol/faults.md, compared both ways). A fault holds its code and
 * nothing else: a server that lies chose every byte, so none may reach a message or a log. What a watcher finds is another list (findings.ts).
 */
export const recordFaults = {
  note_malformed: 'The text is no signed note, is too long, or has something left over.',
  note_unsigned: 'No signature of the expected key stands under the note.',
  note_signature: 'A signature of the expected key does not match the note.',
  key_malformed: 'The verifier key is not name, hash and base64 of an Ed25519 key, or its hash is of another.',
  checkpoint_malformed: 'The text of the note is no checkpoint.',
  proof_wrong: 'The proof does not lead to the root.',
  tile_malformed: 'The tile or bundle has another length than its width, or its path is not one.',
  listing_malformed: 'The list of an hour is not sorted lines of hash and name.',
  file_malformed: 'A file of an hour has another length than its kind is padded to, or a name that cannot be.',
  tick_malformed: 'The tick is not four numbers and names as they must be.',
  witness_malformed: 'The request to a witness is not old size, proof and checkpoint.',
} as const

export type RecordFaultCode = keyof typeof recordFaults

/** Thrown by everything in record/ that reads bytes; `code` is all it says. */
export class RecordFault extends Error {
  readonly code: RecordFaultCode
  constructor(code: RecordFaultCode) {
    super(code)
    this.name = 'RecordFault'
    this.code = code
  }
}
