/** A screen by keyboard alone: Tab reaches every control in the order of the page, shows where it is, and goes round without a trap. */
import type { Page } from 'playwright-core'

/** @returns what is wrong */
export async function tabWalk(page: Page): Promise<string[]> {
  const controls = await page.evaluate(() => {
    const modal = [...document.querySelectorAll('dialog')].find(dialog => dialog.matches(':modal'))
    const all = [
      ...(modal ?? document).querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]'),
    ].filter(node => {
      if (node.tabIndex < 0 || (node as HTMLButtonElement).disabled || !node.checkVisibility({ visibilityProperty: true })) return false
      if (node.closest('[inert]')) return false
      // Of a group of radio buttons one stands for all.
      const { type, name, checked } = node as HTMLInputElement
      if (type !== 'radio' || !name) return true
      const group = [...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${name}"]`)]
      return checked || (!group.some(one => one.checked) && group[0] === node)
    })
    for (const [at, node] of all.entries()) node.dataset.tabAt = String(at)
    return all.map(node => `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : `.${node.className}`}`)
  })
  const found: string[] = []
  const seen: number[] = []
  for (let press = 0; press < controls.length * 2 + 4 && new Set(seen).size < controls.length; press++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => {
      const node = document.activeElement as HTMLElement | null
      if (!node || node === document.body) return null
      const at = node.dataset.tabAt
      const rings = [node, node.parentElement!].some(one => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one)
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
      })
      return { at: at === undefined ? null : Number(at), what: `${node.tagName.toLowerCase()}.${node.className}`, rings }
    })
    if (!here) continue
    // A group's other radio buttons are its own matter; whatever else is reached must be known.
    if (here.at === null) continue
    if (!here.rings) found.push(`${controls[here.at]} does not show that it has the focus`)
    if (seen.includes(here.at) && seen.at(-1) === here.at) found.push(`${controls[here.at]} keeps the focus`)
    seen.push(here.at)
  }
  for (const [at, name] of controls.entries()) if (!seen.includes(at)) found.push(`${name} is not reached by Tab`)
  // Round once: the order goes up but for where it begins anew.
  const downs = seen.filter((at, step) => step > 0 && at < seen[step - 1]!).length
  if (downs > 1) found.push(`Tab goes in another order than the page: ${seen.join(' ')}`)
  return [...new Set(found)]
}
