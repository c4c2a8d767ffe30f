import type { PageName } from '@latchkey/channel/messages.ts'
import type { Phrase } from '@latchkey/rules/rules.ts'
import { describe, expect, it } from 'vitest'
import type { PhotoName } from '../photos/photo-store.ts'
import { offersFor, photoWanted, phraseOf } from './offers.ts'

const phrase = (number: number, id: string, wants: Phrase['wants']): Phrase => ({ number, id, about: 'paper', wants })
const front = phrase(7, 'front', 'paper')
const back = phrase(2, 'back', 'paper')
const glare = phrase(1, 'glare', 'paper')
const other = phrase(5, 'other_paper', 'paper')
const turned = phrase(6, 'turn_head', 'turned')
const portrait = phrase(14, 'card_photo', 'portrait')
const spelling = phrase(17, 'check_spelling', null)

const of = (paper: string, side: number): PhotoName => ({ purpose: 'paper', paper, side })
const face: PhotoName = { purpose: 'portrait', paper: null, side: 0 }
const page = (number: number, name: PhotoName): PageName => ({ number, ...name })
const prepared = [of('consular_id', 1), of('consular_id', 2), of('lease', 1), face]
const ask = (p: Phrase, paper: string | null = null) => ({ phrase: p.number, paper })

describe('offersFor', () => {
  it('puts the side that was asked for first and keeps to the paper', () => {
    expect(offersFor(ask(front, 'consular_id'), front, prepared, [])).toEqual([of('consular_id', 1), of('consular_id', 2)])
    expect(offersFor(ask(back, 'consular_id'), back, prepared, [])).toEqual([of('consular_id', 2), of('consular_id', 1)])
  })

  it('does not offer again what the clerk has in view', () => {
    expect(offersFor(ask(glare, 'lease'), glare, prepared, [page(1, of('lease', 1))])).toEqual([])
    expect(offersFor(null, null, prepared, [page(1, of('lease', 1))])).toEqual([of('consular_id', 1), of('consular_id', 2), face])
  })

  it('offers the other papers when another one is asked for', () => {
    expect(offersFor(ask(other, 'consular_id'), other, prepared, [page(1, of('consular_id', 1))])).toEqual([of('lease', 1)])
  })

  it('offers the card photo for the card photo and nothing for a sentence', () => {
    expect(offersFor(ask(portrait), portrait, prepared, [])).toEqual([face])
    expect(offersFor(ask(turned), turned, prepared, [])).toEqual([])
    expect(offersFor(ask(spelling), spelling, prepared, [])).toEqual([])
  })

  it('offers nothing for a phrase this page does not know', () => {
    expect(offersFor({ phrase: 77, paper: null }, phraseOf({ phrases: [front] }, { phrase: 77, paper: null }), prepared, [])).toEqual([])
  })

  it('leaves the order of what it was given alone', () => {
    const mine = [of('lease', 2), of('lease', 1)]
    offersFor(ask(front, 'lease'), front, mine, [])
    expect(mine).toEqual([of('lease', 2), of('lease', 1)])
  })
})

describe('photoWanted', () => {
  const papers = ['consular_id', 'lease']
  it('takes the side that was asked for, or the same side once more', () => {
    expect(photoWanted(ask(front, 'lease'), front, papers, [])).toEqual(of('lease', 1))
    expect(photoWanted(ask(back, 'consular_id'), back, papers, [])).toEqual(of('consular_id', 2))
    expect(photoWanted(ask(glare, 'lease'), glare, papers, [page(1, of('lease', 1)), page(2, of('lease', 2))])).toEqual(of('lease', 2))
    expect(photoWanted(ask(glare), glare, papers, [page(1, of('lease', 2))])).toEqual(of('lease', 2))
  })

  it('takes a face for a face', () => {
    expect(photoWanted(ask(turned), turned, papers, [])).toEqual({ purpose: 'turned', paper: null, side: 0 })
    expect(photoWanted(ask(portrait), portrait, papers, [])).toEqual(face)
  })

  it('asks the person which paper it is when there is more than one left, or none', () => {
    expect(photoWanted(null, null, papers, [])).toBeNull()
    expect(photoWanted(null, null, papers, [page(1, of('lease', 1))])).toEqual(of('consular_id', 1))
    expect(photoWanted(ask(other, 'lease'), other, papers, [page(1, of('lease', 1))])).toEqual(of('consular_id', 1))
    expect(photoWanted(ask(other, 'lease'), other, ['lease'], [page(1, of('lease', 1))])).toBeNull()
    expect(photoWanted(ask(front), front, [], [])).toBeNull()
  })
})
