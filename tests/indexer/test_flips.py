"""What a disk changes silently."""

from flipped_bits import built, files_of, find_flips


def test_every_flipped_bit_is_found(tmp_path):
    """Whichever file of the index it is in, the one that names the generation too."""
    found, missed = find_flips(tmp_path, 60)
    assert missed == []
    assert found.total() == 60
    assert {"CURRENT", "MANIFEST.json", "vectors.faiss", "passages.npy", "library.msgpack"} <= set(found)


def test_a_sound_index_has_no_damage(tmp_path):
    """Nothing is told, and every part that is read is followed by a rest."""
    store, rests = built(tmp_path), []
    assert store.damage(lambda: rests.append(1)) == ()
    assert len(rests) >= len(files_of(store)) - 2  # CURRENT and the manifest are read at once
