/** What is used of the client: its bytes. It ships no types; the transport is our own (printer/ask.ts), because its own has neither limits nor an end. */
declare module '@sealsystems/ipp' {
  type Group = Record<string, unknown>
  interface Message {
    version?: string
    operation?: string
    statusCode?: string
    id?: number
    'operation-attributes-tag'?: Group
    'job-attributes-tag'?: Group | Group[]
    'printer-attributes-tag'?: Group | Group[]
  }
  const ipp: { serialize(message: Message): Buffer; parse(bytes: Buffer): Message }
  export default ipp
}
