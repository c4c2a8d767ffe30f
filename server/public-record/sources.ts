/**
 * Where the public files of an hour come from: one function a kind. It is asked by the clock, once an hour, and answers from memory or waits for nothing but
 * its own making; what it gives is already public. Who owns a kind gives its function in start.ts; a kind with nothing to publish gives an empty list.
 */
import { type Kind, kindOf, kinds, type PublicFile } from '@latchkey/record/hour.ts'

/** @param now the tick, seconds since 1970 */
export type Source = (now: number) => PublicFile[] | Promise<PublicFile[]>

/** A function for each kind; the compiler asks for every one. */
export type Sources = Record<Kind, Source>

/** For a kind whose owner publishes nothing yet. */
export const nothing: Source = () => []

/** UTF-8 JSON with its keys in the order given: the same state has the same bytes. */
export const jsonFile = (name: string, value: unknown): PublicFile => ({
  name,
  bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`),
})

/** All files of an hour. @throws Error when a source gives a file of another kind, RecordFault `file_malformed` */
export async function gather(sources: Sources, now: number): Promise<PublicFile[]> {
  const all: PublicFile[] = []
  for (const kind of kinds) {
    for (const file of await sources[kind](now)) {
      if (kindOf(file.name) !== kind) throw new Error(`the source of ${kind} gave a file of another kind`)
      all.push(file)
    }
  }
  return all
}
