/** What is used of the client: its bytes. It ships no types; the transport is our own (printer/ask.ts), because its own has neither limits nor an end. */
interface IppMessage {
  version?: string
  operation?: string
  statusCode?: string
  id?: number
  'operation-attributes-tag'?: Record<string, unknown>
  'job-attributes-tag'?: Record<string, unknown> | Record<string, unknown>[]
  'printer-attributes-tag'?: Record<string, unknown> | Record<string, unknown>[]
  data?: Buffer
}

declare module '@sealsystems/ipp/lib/serializer.js' {
  const serialize: (message: IppMessage) => Buffer
  export default serialize
}

declare module '@sealsystems/ipp/lib/parser.js' {
  const parse: (bytes: Buffer) => IppMessage
  export default parse
}
