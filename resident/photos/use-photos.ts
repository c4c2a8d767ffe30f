import { useEffect, useState } from 'preact/hooks'
import type { Photo, PhotoStore } from './photo-store.ts'

/** The photos of this page; the component is drawn again when they change. */
export function usePhotos(store: PhotoStore): readonly Photo[] {
  const [photos, setPhotos] = useState(store.all)
  useEffect(() => {
    setPhotos(store.all)
    return store.subscribe(() => setPhotos(store.all))
  }, [store])
  return photos
}
