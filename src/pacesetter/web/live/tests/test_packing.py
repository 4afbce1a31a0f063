"""A compressed stream of pieces that were compressed for others too."""

import zlib

from pacesetter.web.live.packing import HEAD, packed, stored


def test_pieces_read_one_after_the_other_as_they_come() -> None:
    for_many = packed("data: " + "Rita has made 4 calls. " * 2000)
    browser = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert browser.decompress(HEAD + stored("retry: 1\n\n")) == b"retry: 1\n\n"
    for number in range(3):
        assert browser.decompress(stored(f"id: {number}\n")) == f"id: {number}\n".encode()
        # Nothing of it is kept back until more comes.
        assert browser.decompress(for_many) == b"data: " + b"Rita has made 4 calls. " * 2000
    assert browser.decompress(stored("Zoë\n")).decode() == "Zoë\n"
    assert not browser.eof
    assert len(for_many) < 1000
