"""Writes the vectors of this directory, on another stack than the one they test: CBOR by hand from RFC 8949, signatures, points and DER by
OpenSSL through `cryptography`. Run it by hand when a statement changes: python3 certificates/vectors/make.py
All keys are hashes of the words beside them; signatures are deterministic (RFC 6979), so every run writes the same files."""
import base64, hashlib, json, pathlib
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

here = pathlib.Path(__file__).parent
sha = lambda b: hashlib.sha256(b).digest()
b64 = lambda b: base64.urlsafe_b64encode(b).rstrip(b'=').decode()


def cbor(value):
    def head(major, n):
        for bits, size, top in ((24, 0, 0), (2**8, 1, 24), (2**16, 2, 25), (2**32, 4, 26), (2**64, 8, 27)):
            if n < bits:
                return bytes([major << 5 | n]) if size == 0 else bytes([major << 5 | top]) + n.to_bytes(size, 'big')
    if value is None: return b'\xf6'
    if isinstance(value, int): return head(0, value)
    if isinstance(value, bytes): return head(2, len(value)) + value
    if isinstance(value, str): return head(3, len(value.encode())) + value.encode()
    return head(4, len(value)) + b''.join(map(cbor, value))


class Key:
    def __init__(self, word):
        self.word = word
        self.scalar = sha(word.encode())
        self.private = ec.derive_private_key(int.from_bytes(self.scalar, 'big'), ec.SECP256R1())
        point = lambda form: self.private.public_key().public_bytes(serialization.Encoding.X962, form)
        self.public = point(serialization.PublicFormat.UncompressedPoint)
        self.compressed = point(serialization.PublicFormat.CompressedPoint)
        self.id = sha(b'id of ' + word.encode())[:16]

    def der(self, message):
        return self.private.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))

    def raw(self, message):
        r, s = utils.decode_dss_signature(self.der(message))
        return r.to_bytes(32, 'big') + s.to_bytes(32, 'big')


RP, ORIGIN = 'id.example.org', 'https://id.example.org'
first, second, third, clerk, desk, period_key, list_key, blank_key = map(
    Key, ('first administrator', 'second administrator', 'third administrator', 'clerk', 'desk', 'period', 'list', 'blank'))
admins = [('a', first), ('b', second), ('c', third)]
root = {'city': 'chicago', 'practice': False, 'threshold': 2, 'rpId': RP, 'origins': [ORIGIN],
        'administrators': [{'alias': alias, 'credentialId': b64(k.id), 'publicKey': b64(k.public)} for alias, k in admins]}


def touch(key, challenge, flags=5, origin=ORIGIN, rp=RP, kind='webauthn.get', rest=b''):
    data = sha(rp.encode()) + bytes([flags]) + bytes(4) + rest
    client = json.dumps({'type': kind, 'challenge': b64(challenge), 'origin': origin, 'crossOrigin': False}, separators=(',', ':')).encode()
    return [key.id, data, client, key.der(data + sha(client))]


def certified(tag, body, keys, **how):
    return cbor([body, [touch(key, sha(tag.encode() + body), **how) for key in keys]])


NOW = 1_795_000_000
Q4_2026, Q1_2027, END = 1_790_812_800, 1_798_761_600, 2_114_380_799
CLERK, DESK, PERIOD = ('latchkey/%s/v1' % one for one in ('clerk', 'desk', 'period'))
ACT = 'latchkey/act/v2'
clerk_fields = [1, 'chicago', '14', 'clerk', clerk.id, clerk.public, NOW - 86400, NOW + 86400]
desk_fields = [1, 'chicago', '14', desk.public, NOW, NOW + 8 * 3600]
x509_hash = sha(b'the X.509 certificate of the period')
period_fields = [1, 'chicago', 11, period_key.public, x509_hash, Q4_2026, Q1_2027 - 1, END, 'https://id.example.org/cancelled/list/11', list_key.public]
nonce = sha(b'nonce')[:16]
law = ['Municipal Code 2-176-040', 'Papers are looked at and not kept.', '2026-11-01', 'Corporation Counsel']
standing = sha(b'standing')[:8]
act_fields = [2, 'chicago', nonce, 'way', 'phone', [['', standing]], 1, None, None, law, None]
close_fields = [2, 'chicago', nonce, 'way', 'phone', [['', standing]], 0, 3, None, None, NOW + 3600]
snow_fields = [2, 'chicago', nonce, 'way', 'counter', [['hall', standing], ['library', standing]], 0, 53, None, None, None]
moved_fields = [2, 'chicago', nonce, 'way', 'event', [['fair', standing]], 0, 61, 'library', None, None]
swap = lambda fields, at, value: fields[:at] + [value] + fields[at + 1:]
both = [first, second]


def vector(what, tag, fields, keys=both, fault=None, body=None, **how):
    body = cbor(fields) if body is None else body
    made = certified(tag, body, keys, **how)
    one = {'what': what, 'body': body.hex(), 'challenge': sha(tag.encode() + body).hex(), 'certified': made.hex()}
    return {**one, 'fault': fault} if fault else one


def write(name, **content):
    (here / name).write_text(json.dumps(content, indent=1) + '\n')


clerk_good = vector('clerk 14, signed by the threshold', CLERK, clerk_fields)
write('clerk.json', tag=CLERK, root=root, now=NOW, good=[
    clerk_good,
    vector('three administrators', CLERK, clerk_fields, [third, first, second]),
    vector('a supervisor', CLERK, swap(clerk_fields, 3, 'supervisor')),
], bad=[
    vector('one administrator', CLERK, clerk_fields, [first], 'too_few'),
    vector('one administrator twice', CLERK, clerk_fields, [first, first], 'too_few'),
    vector('a clerk among the administrators', CLERK, clerk_fields, [first, second, clerk], 'not_an_administrator'),
    vector('another city', CLERK, swap(clerk_fields, 1, 'hartford'), fault='other_city'),
    vector('the practice city', CLERK, swap(clerk_fields, 1, 'chicago/practice'), fault='other_city'),
    vector('another version', CLERK, swap(clerk_fields, 0, 2), fault='malformed'),
    vector('a role that is none', CLERK, swap(clerk_fields, 3, 'mayor'), fault='malformed'),
    vector('a key that is no point', CLERK, swap(clerk_fields, 5, b'\x04' + bytes(64)), fault='malformed'),
    vector('a compressed key', CLERK, swap(clerk_fields, 5, clerk.compressed), fault='malformed'),
    vector('to before from', CLERK, swap(clerk_fields, 7, NOW - 86401), fault='malformed'),
    vector('a field more', CLERK, clerk_fields + [0], fault='malformed'),
    vector('a field less', CLERK, clerk_fields[:-1], fault='malformed'),
    vector('a byte behind the statement', CLERK, None, fault='malformed', body=cbor(clerk_fields) + b'\0'),
    vector('a number in a longer form', CLERK, None, fault='malformed', body=cbor(clerk_fields).replace(b'\x88\x01', b'\x88\x18\x01', 1)),
    vector('begins tomorrow', CLERK, swap(clerk_fields, 6, NOW + 1), fault='not_yet'),
    vector('ended a second ago', CLERK, swap(clerk_fields, 7, NOW - 1), fault='ended'),
    vector('signed as a period', PERIOD, clerk_fields, fault='assertion_challenge'),
    vector('another page', CLERK, clerk_fields, fault='assertion_origin', origin='https://id.example.com'),
    vector('another site', CLERK, clerk_fields, fault='assertion_place', rp='example.org'),
    vector('a registration', CLERK, clerk_fields, fault='assertion_type', kind='webauthn.create'),
    vector('nobody verified', CLERK, clerk_fields, fault='assertion_unverified', flags=1),
    vector('nobody present', CLERK, clerk_fields, fault='assertion_absent', flags=4),
    vector('a passkey that can be copied', CLERK, clerk_fields, fault='assertion_copied', flags=13),
    vector('a byte behind the authenticator data', CLERK, clerk_fields, fault='malformed', rest=b'\xa0'),
    {**vector('the signatures of another statement', CLERK, swap(clerk_fields, 2, '7'), fault='assertion_challenge'),
     'certified': cbor([cbor(swap(clerk_fields, 2, '7')), [touch(k, sha(CLERK.encode() + cbor(clerk_fields))) for k in both]]).hex()},
])
write('desk.json', tag=DESK, root=root, now=NOW, clerk=clerk_good['certified'], good=[
    vector('clerk 14 opens a desk for eight hours', DESK, desk_fields, [clerk]),
    vector('for twelve hours', DESK, swap(desk_fields, 5, NOW + 12 * 3600), [clerk]),
], bad=[
    vector('for twelve hours and a second', DESK, swap(desk_fields, 5, NOW + 12 * 3600 + 1), [clerk], 'too_long'),
    vector('of clerk 7', DESK, swap(desk_fields, 2, '7'), [clerk], 'alias'),
    vector('of another city', DESK, swap(desk_fields, 1, 'hartford'), [clerk], 'other_city'),
    vector('touched by an administrator', DESK, desk_fields, [first], 'assertion_passkey'),
    vector('touched twice', DESK, desk_fields, [clerk, clerk], 'malformed'),
    vector('signed as a clerk certificate', CLERK, desk_fields, [clerk], 'assertion_challenge'),
    vector('begins in a second', DESK, swap(desk_fields, 4, NOW + 1), [clerk], 'not_yet'),
    vector('ended a second ago', DESK, swap(swap(desk_fields, 4, NOW - 60), 5, NOW - 1), [clerk], 'ended'),
])
write('period.json', tag=PERIOD, root=root, good=[vector('the last quarter of 2026', PERIOD, period_fields)], bad=[
    vector('one administrator', PERIOD, period_fields, [first], 'too_few'),
    vector('begins a second late', PERIOD, swap(period_fields, 5, Q4_2026 + 1), fault='dates'),
    vector('another number', PERIOD, swap(period_fields, 2, 12), fault='dates'),
    vector('number 100', PERIOD, swap(period_fields, 2, 100), fault='malformed'),
    vector('a hash of 31 bytes', PERIOD, swap(period_fields, 4, x509_hash[:31]), fault='malformed'),
    vector('a list address with a question', PERIOD, swap(period_fields, 8, 'https://id.example.org/list?card=1'), fault='malformed'),
    vector('of another city', PERIOD, swap(period_fields, 1, 'hartford'), fault='other_city'),
])
write('act.json', tag=ACT, root=root, nonce=nonce.hex(), good=[
    vector('opened by one administrator, with its law', ACT, act_fields, [second]),
    vector('closed at a time, with a notice', ACT, close_fields, [first]),
    vector('two counters closed for snow', ACT, snow_fields, [first]),
    vector('an event moved to a site', ACT, moved_fields, [second]),
], bad=[
    vector('the version before', ACT, swap(act_fields, 0, 1), [first], 'malformed'),
    vector('no place', ACT, swap(act_fields, 5, []), [first], 'malformed'),
    vector('the same place twice', ACT, swap(snow_fields, 5, [['hall', standing]] * 2), [first], 'malformed'),
    vector('places out of order', ACT, swap(snow_fields, 5, snow_fields[5][::-1]), [first], 'malformed'),
    vector('a standing of 7 bytes', ACT, swap(snow_fields, 5, [['hall', standing[:7]]]), [first], 'malformed'),
    vector('phone visits at a site', ACT, swap(act_fields, 5, [['hall', standing]]), [first], 'malformed'),
    vector('a counter nowhere', ACT, swap(snow_fields, 5, [['', standing]]), [first], 'malformed'),
    vector('phone visits that moved', ACT, swap(close_fields, 8, 'library'), [first], 'malformed'),
    vector('open and moved', ACT, swap(moved_fields, 6, 1), [first], 'malformed'),
    vector('moved to a sentence', ACT, swap(moved_fields, 8, 'the hall next door'), [first], 'malformed'),
    vector('another nonce', ACT, swap(act_fields, 2, bytes(16)), [first], 'stale'),
    vector('signed by a clerk', ACT, act_fields, [clerk], 'not_an_administrator'),
    vector('another way in', ACT, swap(act_fields, 4, 'window'), [first], 'malformed'),
    vector('open: true', ACT, None, [first], 'malformed', body=cbor(act_fields).replace(standing + b'\x01', standing + b'\xf5')),
    vector('a law of three parts', ACT, swap(act_fields, 9, law[:3]), [first], 'malformed'),
    vector('of another city', ACT, swap(act_fields, 1, 'hartford'), [first], 'other_city'),
])
message = b'latchkey/blank/v1' + cbor(['chicago', 11, 123456, blank_key.compressed])
write('blank.json', tag='latchkey/blank/v1', city='chicago', period=11, periodKey=period_key.public.hex(), index=123456,
      key=blank_key.compressed.hex(), key65=blank_key.public.hex(), message=message.hex(), signature=period_key.raw(message).hex())

REFUSAL = 'latchkey/refusal/v1'
refusal_fields = [1, 'chicago', '2026-1', '2026-11-18', ['photo', 'lives_here']]
desk_good = certified(DESK, cbor(desk_fields), [clerk])


def slip(what, fields, fault=None, key=desk, tag=REFUSAL, body=None, clerk_certified=bytes.fromhex(clerk_good['certified']), desk_certified=desk_good, rest=b''):
    body = cbor(fields) if body is None else body
    made = cbor([body, key.raw(tag.encode() + body), clerk_certified, desk_certified]) + rest
    one = {'what': what, 'body': body.hex(), 'slip': made.hex()}
    return {**one, 'fault': fault} if fault else one


other_desk = Key('another desk')
changed = slip('what was missing is changed', refusal_fields)
changed = {**changed, 'fault': 'signature', 'slip': changed['slip'].replace(b'lives_here'.hex(), b'lives_hers'.hex())}
# NOW is 18 November 2026, 11:06 UTC; the vectors' city counts its days in UTC.
write('refusal.json', tag=REFUSAL, root=root, good=[
    slip('a photo and where they live', refusal_fields),
    slip('doubt', swap(refusal_fields, 4, ['doubt'])),
], bad=[
    changed,
    slip('signed by another desk key', refusal_fields, 'signature', key=other_desk),
    slip('signed as an Offer', refusal_fields, 'signature', tag='latchkey/offer/v1'),
    slip('the day after the desk key ended', swap(refusal_fields, 3, '2026-11-19'), 'ended'),
    slip('the day before it began', swap(refusal_fields, 3, '2026-11-17'), 'not_yet'),
    slip('of another city', swap(refusal_fields, 1, 'hartford'), 'other_city'),
    slip('of the practice city', swap(refusal_fields, 1, 'chicago/practice'), 'other_city'),
    slip('a clerk nobody certified', refusal_fields, 'not_an_administrator', clerk_certified=certified(CLERK, cbor(clerk_fields), [clerk, first])),
    slip('a clerk of one administrator', refusal_fields, 'too_few', clerk_certified=certified(CLERK, cbor(clerk_fields), [first])),
    slip('a clerk who ended before the desk key began', refusal_fields, 'ended',
         clerk_certified=certified(CLERK, cbor(swap(clerk_fields, 7, NOW - 1)), both)),
    slip('a desk key of another clerk', refusal_fields, 'alias', desk_certified=certified(DESK, cbor(swap(desk_fields, 2, '7')), [clerk])),
    slip('another version', swap(refusal_fields, 0, 2), 'malformed'),
    slip('nothing missing', swap(refusal_fields, 4, []), 'malformed'),
    slip('the same need twice', swap(refusal_fields, 4, ['photo', 'photo']), 'malformed'),
    slip('a sentence for a need', swap(refusal_fields, 4, ['Their name is Ana']), 'malformed'),
    slip('an hour behind the day', swap(refusal_fields, 3, '2026-11-18T11:06'), 'malformed'),
    slip('a field more', refusal_fields + [0], 'malformed'),
    slip('a byte behind the slip', refusal_fields, 'malformed', rest=b'\0'),
])
