"""The vocabulary: of 250,000 pieces for a hundred languages those that Japanese and English need."""

import unicodedata
from collections import Counter
from collections.abc import Iterable

import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from indexer.training.base import Base, Pieces

_SPACE = "▁"
_ENGLISH = 9_000  # pieces of Latin letters, the most probable first
_SEEN = 2  # times that a longer piece must stand in the texts to be kept
_SCRIPTS = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "LATIN",
    "DIGIT",
    "GREEK",
    "IDEOGRAPHIC",
    "FULLWIDTH",
    "HALFWIDTH",
    "CIRCLED",
)


def tokenizer_of(pieces: Pieces) -> Tokenizer:
    """Return the tokenizer of a vocabulary; two texts are parted as the encoder was pretrained to read them."""
    made = Tokenizer(models.Unigram(list(zip(pieces.texts, pieces.scores, strict=True)), unk_id=pieces.unknown))
    made.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always")
    made.decoder = decoders.Metaspace()
    begin, end = pieces.texts[pieces.begin], pieces.texts[pieces.end]
    made.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, pieces.begin), (end, pieces.end)],
    )
    return made


def pruned(base: Base, texts: Iterable[str]) -> Base:
    """Return ``base`` with the pieces that ``texts`` need, every single character of the two languages, and English.

    A longer piece goes where its characters can stand for it, so no text becomes unknown by it.
    """
    kept = _kept(base.pieces, _counted(base.pieces, texts))
    at = {old: new for new, old in enumerate(kept)}
    pieces = Pieces(
        texts=tuple(base.pieces.texts[row] for row in kept),
        scores=tuple(base.pieces.scores[row] for row in kept),
        begin=at[base.pieces.begin],
        end=at[base.pieces.end],
        fill=at[base.pieces.fill],
        unknown=at[base.pieces.unknown],
    )
    vectors = base.encoder.embeddings.word_embeddings.weight.data[torch.tensor(kept)].clone()
    base.encoder.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(  # type: ignore[no-untyped-call]
        vectors, freeze=True, padding_idx=pieces.fill
    )
    base.encoder.config.vocab_size = len(kept)
    base.encoder.config.pad_token_id = pieces.fill
    return Base(base.encoder, pieces)


def _counted(pieces: Pieces, texts: Iterable[str]) -> Counter[int]:
    tokenizer = tokenizer_of(pieces)
    counts: Counter[int] = Counter()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == 1_000:
            counts.update(
                token for found in tokenizer.encode_batch(batch, add_special_tokens=False) for token in found.ids
            )
            batch = []
    counts.update(token for found in tokenizer.encode_batch(batch, add_special_tokens=False) for token in found.ids)
    return counts


def _kept(pieces: Pieces, counts: Counter[int]) -> list[int]:
    special = {pieces.begin, pieces.end, pieces.fill, pieces.unknown}
    latin = [
        row for row, text in enumerate(pieces.texts) if text.strip(_SPACE).isascii() and text.strip(_SPACE).isalpha()
    ]
    english = set(sorted(latin, key=lambda row: -pieces.scores[row])[:_ENGLISH])
    return [
        row
        for row, text in enumerate(pieces.texts)
        if row in special or row in english or counts[row] >= _SEEN or _is_character(text)
    ]


def _is_character(text: str) -> bool:
    bare = text.strip(_SPACE)
    if len(bare) > 1:
        return False
    if not bare or bare.isascii():
        return True
    name = unicodedata.name(bare, "")
    return name.startswith(_SCRIPTS) or unicodedata.category(bare)[0] in "PSN"
