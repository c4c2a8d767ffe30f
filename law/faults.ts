/** What is wrong with a jurisdiction's file, place by place. Read by whoever writes it, at build and in tests. */
export const lawFaults = {
  law_shape: 'not of the shape that jurisdiction.ts says',
  law_source: 'no such source in the file',
  law_twice: 'the same name twice',
  law_day: 'no such day',
  law_ground: 'this ground brings its own day',
} as const
export type LawFaultCode = keyof typeof lawFaults

export interface Place {
  /** Fields with dots between them. */
  place: string
  code: LawFaultCode
}

export class LawFault extends Error {
  readonly places: Place[]
  constructor(places: Place[]) {
    super(places.map(({ place, code }) => `${place}: ${lawFaults[code]}`).join('\n'))
    this.name = 'LawFault'
    this.places = places
  }
}
