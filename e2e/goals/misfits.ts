/**
 * What does not fit on a screen, measured in the page (goal 12): boxes that leave it or cut their words, targets too small to hit, controls without a name, a
 * text that is missing and shows its own id, or stands there in English. It runs in the browser, so it is one function that needs nothing from outside.
 */
export function misfits({ namespaces, english }: { namespaces: string[]; english: string[] }): string[] {
  const found = new Set<string>()
  const root = document.documentElement
  const width = root.clientWidth
  const nameOf = (node: Element) =>
    `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ''}${[...node.classList].map(one => `.${one}`).join('')}`
  const isOut = (node: Element) => node.closest('.unseen, .skip, svg, .spinner-ring, .paper-only, video, [hidden]') !== null
  if (root.scrollWidth > width + 1) found.add(`the page scrolls sideways: ${root.scrollWidth} of ${width}`)
  for (const node of document.querySelectorAll<HTMLElement>('body *')) {
    const box = node.getBoundingClientRect()
    // What a closed part of the page hides keeps the size it had when it was last drawn.
    if (!box.width || !box.height || isOut(node) || !node.checkVisibility()) continue
    const style = getComputedStyle(node)
    if (box.left < -1 || box.right > width + 1) found.add(`${nameOf(node)} leaves the page`)
    if (style.display === 'inline' || /^(SELECT|INPUT|OPTION|TEXTAREA|CANVAS)$/.test(node.tagName)) continue
    if (node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1) found.add(`${nameOf(node)} is cut at the side`)
    // A picture is cropped on purpose; words are not.
    const hides = /hidden|clip/.test(style.overflowY) && node.textContent!.trim() !== ''
    const hasWords = [...node.childNodes].some(child => child.nodeType === 3 && child.textContent?.trim())
    // Letters with high marks may stand a little out of a tight line; a line too many does not.
    const spare = hides ? 1 : Number.parseFloat(style.fontSize) * 0.6
    if ((hides || hasWords) && node.clientHeight > 0 && node.scrollHeight > node.clientHeight + spare)
      found.add(`${nameOf(node)} is cut below`)
    if (style.position === 'sticky' && box.height > innerHeight / 2) found.add(`${nameOf(node)} sticks over half of the screen`)
  }
  for (const node of document.querySelectorAll<HTMLInputElement>('button, a[href], select, input, textarea, summary, [role=button]')) {
    if (isOut(node) || node.type === 'hidden') continue
    const inline = node.tagName === 'A' && getComputedStyle(node).display === 'inline'
    const target = /^(checkbox|radio|file)$/.test(node.type) ? (node.closest('label') ?? node) : node
    const box = target.getBoundingClientRect()
    if (box.height && !inline && (box.height < 43.5 || box.width < 43.5))
      found.add(`${nameOf(node)} is a target of ${Math.round(box.width)} × ${Math.round(box.height)} px`)
    const labels = [...(node.labels ?? [])].map(label => label.textContent)
    const named = (node.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent)
    const names = [node.getAttribute('aria-label'), node.title, node.tagName === 'SELECT' ? '' : node.textContent, ...labels, ...named]
    if (box.height && !names.some(name => name?.trim())) found.add(`${nameOf(node)} has no name`)
  }
  const id = new RegExp(`^(${namespaces.join('|')})\\.[a-z_]+(\\.[a-z_0-9]+)*$`, 'i')
  const untold = new Set(english)
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const words = node.textContent?.trim() ?? ''
    if (id.test(words)) found.add(`the text ${words} is missing`)
    const lang = node.parentElement?.closest('[lang]')?.getAttribute('lang')
    if (lang !== 'en' && untold.has(words) && node.parentElement?.closest('script, style, [hidden]') === null)
      found.add(`“${words.slice(0, 60)}” is in English`)
  }
  return [...found]
}
