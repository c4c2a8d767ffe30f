/**
 * A name, spelled out so that a person checks every letter before it is on plastic (R12). Letters that join their neighbours change
 * their shape when they stand alone, so a word of a joined script is one unit: broken joins would show a name that nobody writes.
 */
export interface SpelledWord {
  /** Letters as a reader counts them (an accent belongs to its letter), or the whole word when its script joins. */
  units: string[]
  joined: boolean
}

export interface SpelledName {
  direction: 'ltr' | 'rtl'
  words: SpelledWord[]
}

// Scripts whose letters join or stack: taking them apart changes what is read.
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Hanifi_Rohingya}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Hanifi_Rohingya}\p{Script=Samaritan}]/u

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Direction of a text by its first strong letter, as the Unicode rule P2 takes it. Names and notes come as written, never with marks. */
export function directionOfText(text: string): 'ltr' | 'rtl' {
  for (const letter of text) {
    if (rightToLeft.test(letter)) return 'rtl'
    if (/\p{L}/u.test(letter)) return 'ltr'
  }
  return 'ltr'
}

/** Party: resident. Joined again with nothing between units and one space between words, it is the name. */
export function spellName(name: string): SpelledName {
  return {
    direction: directionOfText(name),
    words: name
      .split(/\s+/u)
      .filter(word => word !== '')
      .map(word =>
        joining.test(word) ? { units: [word], joined: true } : { units: [...letters.segment(word)].map(s => s.segment), joined: false },
      ),
  }
}
