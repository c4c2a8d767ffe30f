// A file of its own: the drill's sweeps are in the tour's launcher too, which must not carry the tools that build it.
/** How the temporary folders of `npm test`'s lanes begin; the drill leaves them out of what it searches. */
export const laneFolder = 'latchkey-lane-'
