import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.tfrecord.framing import (
    FOOTER,
    HEADER,
    frame,
    headers_hold,
    masked_crc,
    payload_holds,
    read_header,
    records_hold,
)


def test_the_masked_crc_is_that_of_tensorflow() -> None:
    assert masked_crc(b"123456789").to_bytes(4, "little") == bytes.fromhex("e5b08ac7")


def test_a_frame_is_length_crc_payload_crc() -> None:
    framed = frame(b"abc")
    assert framed[:8] == (3).to_bytes(8, "little")
    assert framed[8:12] == masked_crc(framed[:8]).to_bytes(4, "little")
    assert framed[12:15] == b"abc"
    assert framed[15:] == masked_crc(b"abc").to_bytes(4, "little")


@given(st.lists(st.binary(min_size=HEADER, max_size=HEADER), max_size=20))
def test_many_headers_are_judged_as_each_alone(headers: list[bytes]) -> None:
    sound = [frame(bytes(len(header)))[:HEADER] for header in headers]
    array = np.frombuffer(b"".join(headers + sound), np.uint8).reshape(-1, HEADER)
    assert headers_hold(array).tolist() == [read_header(h)[1] for h in headers + sound]


def test_a_changed_length_no_longer_holds() -> None:
    header = bytearray(frame(b"x" * 300)[:HEADER])
    assert read_header(bytes(header)) == (300, True)
    header[0] ^= 1
    assert read_header(bytes(header)) == (301, False)


@given(st.binary(max_size=300), st.integers(0, 10_000))
def test_a_payload_is_judged_with_its_crc_behind_it(payload: bytes, bit: int) -> None:
    data = bytearray(frame(payload)[HEADER:])
    assert payload_holds(bytes(data))
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    assert not payload_holds(bytes(data))


def test_a_length_that_is_not_the_records_is_no_framing() -> None:
    header, payload = frame(b"five!")[:HEADER], b"nine here"
    wrong = header + payload + frame(payload)[-FOOTER:]
    data = frame(payload) + wrong
    starts = np.array([0, len(data) // 2, len(data)])
    assert records_hold(np.frombuffer(data, np.uint8), starts).tolist() == [True, False]
