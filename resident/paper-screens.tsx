/** R3 and R4, which come after the first page: papers, their answer, where to get them. Their words came with the first page. */
export { Answer, Where } from './papers/papers-screens.tsx'
export { TapPapers } from './papers/tap-screens.tsx'
