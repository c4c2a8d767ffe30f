/**
 * Browser: a helper beside the resident reads the same screen in another language. Every text of a screen then carries both, and where it is drawn it becomes
 * two lines, the resident's first. The screens know nothing of it: between `useText` and the page a text of two languages is one string with marks in it,
 * and the marks are taken out at the one place that all elements pass. Nothing here is loaded while there is one language.
 */
import './second-language.css'
import { type ComponentChild, createElement, Fragment, options } from 'preact'
import { directionOf, type LanguageCode, loadWords, setBeside } from './language.ts'

// Unicode keeps these for a program's own use: no text, name or paper has them, and what a resident types is never looked at here.
const [begins, between, ends] = ['\uFDD0', '\uFDD1', '\uFDD2'] as const
const pairs = new RegExp(`${begins}([^${begins}-${ends}]*)${between}([^${begins}-${ends}]*)${ends}`, 'gu')

/** The resident's part of a text, or the whole of a text that has one language. */
export const firstOf = (text: string): string => text.replaceAll(pairs, '$1')
/** The helper's part of a text. */
export const secondOf = (text: string): string => text.replaceAll(pairs, '$2')

/** One text of two. What was put into either may be one already: of a name within a sentence each keeps its own half. */
export function join(first: string, second: string): string {
  const [one, other] = [firstOf(first), secondOf(second)]
  return one === other ? one : begins + one + between + other + ends
}

const isJoined = (child: unknown): child is string => typeof child === 'string' && child.includes(begins)
const isWords = (child: unknown): child is string | number => typeof child === 'string' || typeof child === 'number'

function draw(text: string, code: LanguageCode): ComponentChild {
  return createElement(
    'span',
    { class: 'both' },
    createElement('span', { class: 'both-first' }, firstOf(text)),
    createElement('span', { class: 'both-second', lang: code, dir: directionOf(code) }, secondOf(text)),
  )
}

/** Words that stand beside each other are one text: a full stop after a name ends both lines, and of two sentences each language is read on. */
function drawEach(children: unknown, code: LanguageCode): unknown {
  if (isJoined(children)) return draw(children, code)
  if (!Array.isArray(children) || !children.some(isJoined)) return children
  const drawn: ComponentChild[] = []
  let run = ''
  const close = () => {
    // A space between two elements stays a space.
    if (isJoined(run)) drawn.push(draw(run, code))
    else if (run !== '') drawn.push(run)
    run = ''
  }
  for (const child of children as ComponentChild[]) {
    if (isWords(child)) run += child
    else {
      close()
      drawn.push(child)
    }
  }
  close()
  return drawn
}

/** In a list of choices a browser shows one line, and an attribute is no element: there both stand in a row, or the first alone. */
const oneLine = (children: unknown): unknown =>
  isJoined(children) ? `${firstOf(children)} / ${secondOf(children)}` : Array.isArray(children) ? children.map(oneLine) : children

const before = options.vnode
let second: LanguageCode | null = null

options.vnode = vnode => {
  if (second !== null) {
    const props = vnode.props as Record<string, unknown>
    if (typeof vnode.type === 'string') {
      for (const name in props) {
        const value = props[name]
        if (name === 'children') props.children = vnode.type === 'option' ? oneLine(value) : drawEach(value, second)
        else if (isJoined(value)) props[name] = firstOf(value)
      }
    } else if (vnode.type === Fragment) props.children = drawEach(props.children, second)
  }
  before?.(vnode)
}

/**
 * From now on every screen speaks this language too; null: the page's alone. Its words come by the addresses of all words (words.ts).
 * @returns false when they did not come: the page goes on in one language
 */
export async function speakBeside(code: LanguageCode | null): Promise<boolean> {
  if (code !== null && !(await loadWords(code))) return false
  second = code
  setBeside(code === null ? null : { code, join })
  return true
}
