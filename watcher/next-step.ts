import type { WatcherFaultCode } from '@latchkey/record/findings.ts'

/** What to do about a finding: look at the address, ask the city, or tell somebody else before the city mends what was seen. */
export const nextStep: Readonly<Record<WatcherFaultCode, 'address' | 'city' | 'tell'>> = {
  city_unreachable: 'address',
  record_missing: 'address',
  checkpoint_wrong: 'tell',
  key_changed: 'tell',
  log_forked: 'tell',
  log_rolled_back: 'tell',
  tile_tampered: 'tell',
  hour_changed: 'tell',
  hour_missing: 'city',
  hour_late: 'city',
  file_changed: 'tell',
  served_lists: 'tell',
  served_ways: 'tell',
  served_rules: 'tell',
  served_keys: 'tell',
  served_pages: 'tell',
  cosignature_missing: 'city',
}
