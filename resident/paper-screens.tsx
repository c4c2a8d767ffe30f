/**
 * What comes after the first page, from the second tap of R2 to R4: ages, papers, their answer, where to get them; and a second tab. Their words came with the first
 * page. And what stands behind a notice, which is for everyone alike.
 */
export { Elsewhere } from './elsewhere.tsx'
export { Ages } from './papers/ages-screen.tsx'
export { Answer, Where } from './papers/papers-screens.tsx'
export { TapPapers } from './papers/tap-screens.tsx'
export { WaysLeft } from './sites/ways-left.tsx'
