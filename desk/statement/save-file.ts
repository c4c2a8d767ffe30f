/** Into the browser's downloads, under this name. Nothing here is about a resident. */
export function saveFile(name: string, type: string, content: string | Uint8Array): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  // A browser reads it after the click, and says not when.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
