/**
 * What a watcher can find wrong: one closed list (docs/protocol/faults.md, compared both ways). Each has a sentence and a next step in the watcher's texts,
 * `watch.<code>` and `watch.<code>.next`.
 */
export const watcherFaults = {
  city_unreachable: 'Nothing answered at this address, or it broke off.',
  record_missing: 'There is a city, and no public record at it.',
  checkpoint_wrong: 'The checkpoint is not one, or its signature is not of the key of this log.',
  key_changed: 'The log is signed with another key than before.',
  log_forked: 'The tree does not begin with the tree that was seen before: the city shows two histories.',
  log_rolled_back: 'The log is shorter than it was.',
  tile_tampered: 'Tiles or entries do not lead to the root of the checkpoint.',
  hour_changed: 'The list of an hour is not the one whose hash is in the log, or says another hour than its place.',
  hour_missing: 'Between two entries lies more than an hour.',
  hour_late: 'The newest entry is older than two hours.',
  file_changed: 'A public file of the newest hour is missing, or is not the one that the list of the hour names.',
  served_lists: 'A cancelled list that the city serves is older than the newest entry, and is not the one in it.',
  served_ways: 'What the city says of its ways in has not been what it published, for longer than an hour.',
  served_rules: 'The rules that the city names on its record are not those it published, for longer than an hour.',
  served_keys: 'Keys that the city shows are not those it published, for longer than an hour.',
  served_pages: 'Pages that the city serves are not those it published, for longer than an hour.',
  cosignature_missing: 'A witness that the city names did not sign, for longer than an hour.',
} as const

export type WatcherFaultCode = keyof typeof watcherFaults

export interface Finding {
  what: WatcherFaultCode
  /** False: it may be a change of this hour, which enters the record with the next. Looked at again then. */
  alarm: boolean
  /** The hour it is about. */
  n?: number
  /** Names of files, witnesses or pages, never their content. */
  names?: string[]
}
